using Fettle.Server.People.Sessions;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Passkeys;

/// <summary>The caller's passkeys, the oldest first.</summary>
internal sealed class ListPasskeys(FettleDb db, CurrentSession session) : IUseCase
{
    public sealed record PasskeyView(long Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, bool BackedUp);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/me/passkeys", (ListPasskeys useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    public async Task<IReadOnlyList<PasskeyView>> RunAsync(CancellationToken cancel)
    {
        var me = session.RequirePerson();
        return await db.Passkeys.Where(k => k.PersonId == me).OrderBy(k => k.Id)
            .Select(k => new PasskeyView(k.Id, k.Name, k.CreatedAt, k.LastUsedAt, k.BackedUp)).ToListAsync(cancel);
    }
}
