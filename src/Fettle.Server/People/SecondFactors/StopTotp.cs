using Fettle.Server.People.Sessions;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.People.SecondFactors;

/// <summary>Takes the caller's authenticator app out of use.</summary>
internal sealed class StopTotp(FettleDb db, CurrentPerson me, CurrentSession session) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapDelete("/me/totp", (StopTotp useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Conflict">It is an administrator's only second factor.</exception>
    public async Task<NoContent> RunAsync(CancellationToken cancel)
    {
        var id = session.RequireProof();
        var login = await db.Logins.SingleAsync(l => l.Id == id, cancel);
        var others = await db.Passkeys.AnyAsync(k => k.PersonId == id, cancel);
        if (!others && me.Grants.Any(g => g.Role == Role.Administrator))
            throw new Conflict("Administrators need a second factor. Add a passkey first, then remove the authenticator app");

        login.StopTotp();
        if (!others)
            db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(c => c.PersonId == id).ToListAsync(cancel));
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
