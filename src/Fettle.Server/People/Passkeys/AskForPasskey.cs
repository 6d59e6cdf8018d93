using System.Text.Json;
using Fettle.Server.People.Entering;
using Fettle.Server.Platform.Web;
using Microsoft.AspNetCore.Identity;

namespace Fettle.Server.People.Passkeys;

/// <summary>Begins a sign-in by passkey: what the browser needs for <c>navigator.credentials.get</c>. Nobody is named, so nobody is given away.</summary>
internal sealed class AskForPasskey(IPasskeyHandler<Login> passkeys, PasskeyCeremony ceremony) : IUseCase
{
    public const string Purpose = "sign in";

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/passkeys/sign-in/options", (AskForPasskey useCase, HttpContext context) => useCase.RunAsync(context));

    public async Task<JsonElement> RunAsync(HttpContext context)
    {
        var ask = await passkeys.MakeRequestOptionsAsync(null, context);
        ceremony.Begin(context, Purpose, ask.AssertionState!);
        return PasskeyCeremony.AsJson(ask.RequestOptionsJson);
    }
}
