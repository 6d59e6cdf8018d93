using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Paging;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Problems;

/// <summary>Problems with how many tickets each is behind, the latest first.</summary>
internal sealed class ListProblems(FettleDb db, TicketFilter filter, Names names) : IUseCase
{
    /// <param name="Cause">The cause's id, <c>fs.full</c>; null where a person opened it for something else.</param>
    public sealed record Item(
        long Number, string Subject, string? Cause, TicketStatus Status, Priority Priority, PersonRef? Assignee, long OrganisationId, int Tickets, DateTimeOffset CreatedAt,
        DateTimeOffset UpdatedAt);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/problems",
        (string? status, long? organisationId, string? cursor, int? limit, ListProblems useCase, CancellationToken cancel) =>
            useCase.RunAsync(status, organisationId, cursor, limit, cancel));

    /// <exception cref="Forbidden">The caller works tickets nowhere.</exception>
    /// <exception cref="Invalid">The status or the cursor is none.</exception>
    public async Task<Page<Item>> RunAsync(string? status, long? organisationId, string? cursor, int? limit, CancellationToken cancel)
    {
        var size = Cursor.Limit(limit);
        var problems = filter.Apply(new(Kind: "problem", Status: status, OrganisationId: organisationId));
        var links = db.TicketLinks;
        var rows = await TicketOrder.Order(problems, sort: null, Cursor.Read(cursor))
            .Take(size + 1)
            .Select(t => new
            {
                t.Id,
                t.Number,
                t.Subject,
                t.Cause,
                t.Status,
                t.Priority,
                t.AssigneeId,
                t.OrganisationId,
                t.CreatedAt,
                t.UpdatedAt,
                Tickets = links.Count(l => l.ToId == t.Id && l.Kind == LinkKind.Problem),
            })
            .ToListAsync(cancel);
        await names.LoadAsync(rows.Select(r => r.AssigneeId), [], cancel);
        return Cursor.Page(rows, size, r => new Cursor($"{r.UpdatedAt.UtcTicks}", r.Id), r => new Item(
            r.Number, r.Subject, r.Cause, r.Status, r.Priority, names.Person(r.AssigneeId), r.OrganisationId, r.Tickets, r.CreatedAt, r.UpdatedAt));
    }
}
