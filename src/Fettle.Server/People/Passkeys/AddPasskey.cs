using System.Text.Json;
using Fettle.Server.People.Entering;
using Fettle.Server.People.SecondFactors;
using Fettle.Server.People.Sessions;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Passkeys;

/// <summary>Finishes adding a passkey: keeps the public key that the browser's authenticator made.</summary>
internal sealed class AddPasskey(FettleDb db, CurrentSession session, IPasskeyHandler<Login> passkeys, PasskeyCeremony ceremony) : IUseCase
{
    /// <param name="Name">What the person calls it: <c>my phone</c>.</param>
    /// <param name="Credential">What <c>navigator.credentials.create</c> gave, as its <c>toJSON</c> writes it.</param>
    public sealed record Request(string? Name, JsonElement Credential);

    /// <param name="RecoveryCodes">Where this is the first second factor; else null.</param>
    public sealed record Response(long Id, IReadOnlyList<string>? RecoveryCodes);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost(
                "/me/passkeys",
                (Request request, AddPasskey useCase, HttpContext context, CancellationToken cancel) => useCase.RunAsync(request, context, cancel));

    /// <exception cref="Invalid">The ceremony was not begun here, took too long, or the browser's answer does not hold.</exception>
    public async Task<Response> RunAsync(Request request, HttpContext context, CancellationToken cancel)
    {
        var me = session.RequireProof();
        var name = Given.Text(request.Name, "name", Passkey.NameLength);
        var made = await passkeys.PerformAttestationAsync(new()
        {
            HttpContext = context,
            CredentialJson = request.Credential.ValueKind == JsonValueKind.Object ? request.Credential.GetRawText() : "{}",
            AttestationState = ceremony.End(context, OfferPasskey.Purpose),
        });
        if (!made.Succeeded || made.UserEntity.Id != me.ToString())
            throw new Invalid("credential", $"was not taken: {made.Failure?.Message ?? "it is for somebody else"}");

        var first = !await db.Passkeys.AnyAsync(k => k.PersonId == me, cancel) && !await db.Logins.AnyAsync(l => l.Id == me && l.TotpSince != null, cancel);
        made.Passkey.Name = name;
        var passkey = new Passkey(me, made.Passkey);
        db.Passkeys.Add(passkey);
        var codes = first ? await RecoveryCodes.RenewAsync(db, me, cancel) : null;
        if (first)
            await db.EndSessionsAsync(me, except: session.Id, cancel);
        await db.SaveChangesAsync(cancel);
        return new(passkey.Id, codes);
    }
}
