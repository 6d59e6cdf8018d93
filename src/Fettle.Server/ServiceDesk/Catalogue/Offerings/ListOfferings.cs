using Fettle.Server.People;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Offerings;

/// <summary>The services of the catalogue that the desk may look at, retired ones as well.</summary>
internal sealed class ListOfferings(FettleDb db, CurrentPerson me, WhoSees sees) : IUseCase
{
    /// <param name="Requests">How often it was asked for.</param>
    public sealed record Item(
        long Id, long? OrganisationId, string Name, string Description, string Category, string Icon, int? ExpectedDays, bool Retired, bool MayChange, int Fields, int Approvals,
        int Tasks, int Requests);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/services", (ListOfferings useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    public async Task<IReadOnlyList<Item>> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var all = await db.Offerings.AsNoTracking().OrderBy(o => o.Category).ThenBy(o => o.Name).ThenBy(o => o.Id).ToListAsync(cancel);
        var counts = await db.CatalogueRequests.GroupBy(r => r.OfferingId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        return
        [
            .. from o in all
               where sees.MaySee(o)
               let plan = o.ReadPlan()
               select new Item(
                   o.Id, o.OrganisationId, o.Name, o.Description, o.Category, o.Icon, o.ExpectedDays, o.Retired, sees.MayManage(o.OrganisationId), plan.Fields.Count,
                   plan.Approvals.Count, plan.Tasks.Count, counts.GetValueOrDefault(o.Id))
        ];
    }
}
