using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Promises.Levels;

/// <summary>The service levels of all organisations and of those where the caller sees tickets.</summary>
internal sealed class ListServiceLevels(FettleDb db, CurrentPerson me, InForce levels) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/service-levels", (ListServiceLevels useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<IReadOnlyList<LevelView>> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var all = await db.ServiceLevels.AsNoTracking().OrderBy(l => l.Name).ThenBy(l => l.Id).ToListAsync(cancel);
        return [.. all.Where(l => levels.MaySee(l.OrganisationId)).Select(l => LevelView.Of(l, levels.MayManage(l.OrganisationId)))];
    }
}
