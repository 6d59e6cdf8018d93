using Fettle.Server.People.Sessions;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.People.Persons;

/// <summary>For somebody who lost phone, keys and recovery codes: takes their second factors away and signs them out. An administrator sets up a new one at the next sign-in.</summary>
internal sealed class ResetSecondFactor(FettleDb db, CurrentPerson me) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapDelete("/people/{id:long}/second-factor", (long id, ResetSecondFactor useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such person in an organisation that the caller may see.</exception>
    /// <exception cref="Forbidden">They hold a role above the caller's.</exception>
    /// <exception cref="Conflict">It is the caller: for oneself there are the account's own settings, which know that one is not locking oneself out.</exception>
    public async Task<NoContent> RunAsync(long id, CancellationToken cancel)
    {
        await db.RequireChangeableAsync(me, id, cancel);
        if (id == me.Id)
            throw new Conflict("Change your own second factor in your account's settings");
        (await db.Logins.SingleOrDefaultAsync(l => l.Id == id, cancel))?.StopTotp();
        db.Passkeys.RemoveRange(await db.Passkeys.Where(k => k.PersonId == id).ToListAsync(cancel));
        db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(c => c.PersonId == id).ToListAsync(cancel));
        await db.EndSessionsAsync(id, except: null, cancel);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
