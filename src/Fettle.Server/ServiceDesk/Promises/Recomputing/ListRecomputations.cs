using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Promises.Recomputing;

/// <summary>The last recomputations and how far they are.</summary>
internal sealed class ListRecomputations(FettleDb db, CurrentPerson me, InForce levels) : IUseCase
{
    /// <param name="Total">Tickets to be looked at.</param>
    /// <param name="Changed">Of those looked at so far, how many are due at another time.</param>
    public sealed record Item(long Id, string Because, int Total, int Done, int Changed, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/service-levels/recomputations", (ListRecomputations useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<IReadOnlyList<Item>> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var runs = await db.TargetRecomputations.AsNoTracking().OrderByDescending(r => r.Id).Take(20).ToListAsync(cancel);
        return [.. runs.Where(r => levels.MaySee(r.OrganisationId)).Select(r => new Item(r.Id, r.Because, r.Total, r.Done, r.Changed, r.StartedAt, r.FinishedAt))];
    }
}
