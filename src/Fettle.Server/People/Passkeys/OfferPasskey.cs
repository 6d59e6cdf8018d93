using System.Text.Json;
using Fettle.Server.People.Entering;
using Fettle.Server.People.Sessions;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Passkeys;

/// <summary>Begins adding a passkey to the caller's login: what the browser needs for <c>navigator.credentials.create</c>.</summary>
internal sealed class OfferPasskey(FettleDb db, CurrentPerson me, CurrentSession session, IPasskeyHandler<Login> passkeys, PasskeyCeremony ceremony) : IUseCase
{
    public const string Purpose = "add";

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/me/passkeys/options", (OfferPasskey useCase, HttpContext context, CancellationToken cancel) => useCase.RunAsync(context, cancel));

    public async Task<JsonElement> RunAsync(HttpContext context, CancellationToken cancel)
    {
        var id = session.RequireProof();
        var name = await db.Logins.Where(l => l.Id == id).Select(l => l.Name).SingleAsync(cancel);
        var offer = await passkeys.MakeCreationOptionsAsync(new() { Id = id.ToString(), Name = name, DisplayName = me.Name }, context);
        ceremony.Begin(context, Purpose, offer.AttestationState!);
        return PasskeyCeremony.AsJson(offer.CreationOptionsJson);
    }
}
