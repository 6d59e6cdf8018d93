using Fettle.Server.People.Persons;
using Fettle.Server.People.Sessions;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.SecondFactors;

/// <summary>Makes the caller new recovery codes; the old ones are void.</summary>
internal sealed class RenewRecoveryCodes(FettleDb db, CurrentSession session) : IUseCase
{
    public sealed record Response(IReadOnlyList<string> RecoveryCodes);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/me/recovery-codes", (RenewRecoveryCodes useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Conflict">There is no second factor that they could stand in for.</exception>
    public async Task<Response> RunAsync(CancellationToken cancel)
    {
        var me = session.RequireProof();
        if (!await db.Logins.AnyAsync(l => l.Id == me && l.TotpSince != null, cancel) && !await db.Passkeys.AnyAsync(k => k.PersonId == me, cancel))
            throw new Conflict("Set up an authenticator app or a passkey first: recovery codes stand in for one of these");

        var codes = await RecoveryCodes.RenewAsync(db, me, cancel);
        await db.InTransactionAsync(
            async () =>
            {
                await db.SaveChangesAsync(cancel);
                await db.NoteAsync(nameof(RenewRecoveryCodes), nameof(Person), me, null, null, cancel);
            },
            cancel);
        return new(codes);
    }
}
