using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.MajorIncidents;

/// <summary>Major incidents: those that last, then the latest that have ended.</summary>
internal sealed class ListMajorIncidents(FettleDb db, TicketFilter filter) : IUseCase
{
    private const int Most = 100;

    public sealed record Item(long Number, string Subject, TicketStatus Status, long OrganisationId, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, int Affected);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/major-incidents", (long? organisationId, ListMajorIncidents useCase, CancellationToken cancel) => useCase.RunAsync(organisationId, cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<IReadOnlyList<Item>> RunAsync(long? organisationId, CancellationToken cancel)
    {
        var (tickets, links) = (filter.Apply(new(OrganisationId: organisationId)), db.TicketLinks);
        return await (from m in db.MajorIncidents
                      join t in tickets on m.TicketId equals t.Id
                      orderby m.EndedAt != null, m.StartedAt descending
                      select new Item(
                          t.Number, t.Subject, t.Status, t.OrganisationId, m.StartedAt, m.EndedAt, links.Count(l => l.ToId == t.Id && l.Kind == LinkKind.CausedBy)))
            .Take(Most).ToListAsync(cancel);
    }
}
