using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>Who can be given tickets where the caller works them, and how much each has in hand there.</summary>
internal sealed class ListTechnicians(FettleDb db, CurrentPerson me, IPeople people) : IUseCase
{
    /// <param name="OpenTickets">Assigned and not yet solved, in the caller's organisations.</param>
    public sealed record Item(long Id, string Name, int OpenTickets);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/technicians", (ListTechnicians useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<IReadOnlyList<Item>> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var colleagues = await people.ColleaguesAsync(cancel);
        var (ids, active) = (colleagues.Select(c => (long?)c.Id).ToList(), TicketStatuses.Active);
        var tickets = db.Tickets.Where(t => ids.Contains(t.AssigneeId) && active.Contains(t.Status));
        if (me.OrganisationsWith(Permission.ViewTickets) is { } organisations)
            tickets = tickets.Where(t => organisations.Contains(t.OrganisationId));
        var inHand = await tickets.GroupBy(t => t.AssigneeId!.Value).Select(g => new { Id = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Id, g => g.Count, cancel);
        return [.. colleagues.Select(c => new Item(c.Id, c.Name, inHand.GetValueOrDefault(c.Id)))];
    }
}
