using Fettle.Server.People.Sessions;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.People.Passkeys;

/// <summary>Takes one of the caller's passkeys away.</summary>
internal sealed class RemovePasskey(FettleDb db, CurrentPerson me, CurrentSession session) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapDelete("/me/passkeys/{id:long}", (long id, RemovePasskey useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">The caller has no such passkey.</exception>
    /// <exception cref="Conflict">It is an administrator's only second factor.</exception>
    public async Task<NoContent> RunAsync(long id, CancellationToken cancel)
    {
        var person = session.RequireProof();
        var all = await db.Passkeys.Where(k => k.PersonId == person).ToListAsync(cancel);
        var one = all.Find(k => k.Id == id) ?? throw new NotFound($"Passkey {id}");
        var others = all.Count > 1 || await db.Logins.AnyAsync(l => l.Id == person && l.TotpSince != null, cancel);
        if (!others && me.Grants.Any(g => g.Role == Role.Administrator))
            throw new Conflict("Administrators need a second factor. Set up an authenticator app or another passkey first, then remove this one");

        db.Passkeys.Remove(one);
        if (!others)
            db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(c => c.PersonId == person).ToListAsync(cancel));
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
