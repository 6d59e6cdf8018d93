using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.MovingIn.Runs;

/// <summary>The last hundred runs of the organisations where the caller sees tickets, the newest first.</summary>
internal sealed class ListImports(FettleDb db, CurrentPerson me) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/imports", (ListImports useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<IReadOnlyList<ImportView>> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var (all, among) = (me.MayEverywhere(Permission.ViewTickets), me.OrganisationsWith(Permission.ViewTickets) ?? []);
        var runs = await db.ImportRuns.AsNoTracking().Where(r => all || among.Contains(r.OrganisationId)).OrderByDescending(r => r.Id).Take(100).ToListAsync(cancel);
        return [.. runs.Select(ImportView.Of)];
    }
}
