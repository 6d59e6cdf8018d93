using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using Fettle.Server.ServiceDesk.Templates;

namespace Fettle.Server.ServiceDesk.Recurring;

/// <summary>What is made again and again in the organisations where the caller sees tickets.</summary>
internal sealed class ListRecurring(FettleDb db, CurrentPerson me) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/recurring-tickets", (ListRecurring useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<IReadOnlyList<RecurringView>> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var runs = db.RecurringRuns;
        var all = await (from r in db.RecurringTickets.AsNoTracking()
                         join t in db.TicketTemplates on r.TemplateId equals t.Id
                         orderby r.Id
                         select new { Recurring = r, t.Name, Last = runs.Where(x => x.RecurringId == r.Id).Max(x => (long?)x.TicketNumber) }).ToListAsync(cancel);
        return [.. all.Where(r => me.May(Permission.ViewTickets, r.Recurring.OrganisationId)).Select(r => RecurringView.Of(r.Recurring, r.Name, r.Last))];
    }
}
