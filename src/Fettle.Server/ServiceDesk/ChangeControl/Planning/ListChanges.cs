using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Paging;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.ChangeControl.Planning;

/// <summary>Changes, what was moved last first.</summary>
internal sealed class ListChanges(FettleDb db, TicketFilter filter, Names names) : IUseCase
{
    public sealed record Item(
        long Number, string Subject, ChangeType Kind, ChangeState State, RiskLevel Risk, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, PersonRef? Author, long OrganisationId,
        DateTimeOffset UpdatedAt);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/changes",
        (string? state, long? organisationId, string? cursor, int? limit, ListChanges useCase, CancellationToken cancel) =>
            useCase.RunAsync(state, organisationId, cursor, limit, cancel));

    /// <param name="state">Several by comma; left out: those that are not over.</param>
    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    /// <exception cref="Invalid">A state or the cursor is none.</exception>
    public async Task<Page<Item>> RunAsync(string? state, long? organisationId, string? cursor, int? limit, CancellationToken cancel)
    {
        var size = Cursor.Limit(limit);
        var states = TicketQuery.Names<ChangeState>(state, "state");
        if (states.Count == 0)
            states = [.. Enum.GetValues<ChangeState>().Except(ChangeStates.Over)];
        var tickets = filter.Apply(new(Kind: "change", OrganisationId: organisationId));
        var changes = db.PlannedChanges.Where(c => states.Contains(c.State));
        var rows = await TicketOrder.Order(tickets.Where(t => changes.Any(c => c.TicketId == t.Id)), sort: null, Cursor.Read(cursor))
            .Take(size + 1)
            .Join(db.PlannedChanges, t => t.Id, c => c.TicketId, (t, c) => new { t.Id, t.Number, t.Subject, c.Kind, c.State, c.RiskScore, c.StartsAt, c.EndsAt, c.AuthorId, t.OrganisationId, t.UpdatedAt })
            .ToListAsync(cancel);
        rows = [.. rows.OrderByDescending(r => r.UpdatedAt).ThenByDescending(r => r.Id)];
        await names.LoadAsync(rows.Select(r => (long?)r.AuthorId), [], cancel);
        return Cursor.Page(rows, size, r => new Cursor($"{r.UpdatedAt.UtcTicks}", r.Id), r => new Item(
            r.Number, r.Subject, r.Kind, r.State, RiskQuestions.LevelOf(r.RiskScore), r.StartsAt, r.EndsAt, names.Person(r.AuthorId), r.OrganisationId, r.UpdatedAt));
    }
}
