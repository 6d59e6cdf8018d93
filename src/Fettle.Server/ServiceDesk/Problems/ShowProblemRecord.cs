using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Problems;

/// <summary>What is known of a problem, and the tickets that it is behind.</summary>
internal sealed class ShowProblemRecord(FettleDb db, OneTicket one, Names names) : IUseCase
{
    private const int Most = 500;

    /// <param name="KnownSince">Since when there is a workaround; null: it is no known error.</param>
    /// <param name="Public">Requesters are shown the plain words.</param>
    /// <param name="Affected">How many of its tickets still wait to be solved.</param>
    public sealed record View(
        long Number, string? RootCause, string? RootCauseHtml, string? Workaround, string? WorkaroundHtml, string? PlainWords, string? PlainWordsHtml, bool Public,
        DateTimeOffset? KnownSince, int Affected, IReadOnlyList<Item> Tickets, long Version);

    public sealed record Item(long Number, string Subject, TicketStatus Status, PersonRef? Requester, DeviceRef? Device);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/problems/{number:long}/record",
        (long number, ShowProblemRecord useCase, CancellationToken cancel) => useCase.RunAsync(number, cancel));

    /// <exception cref="NotFound">No such problem in an organisation where the caller sees tickets.</exception>
    public async Task<View> RunAsync(long number, CancellationToken cancel)
    {
        var problem = await one.ReadAsync(number, cancel);
        if (problem.Kind != TicketKind.Problem)
            throw new NotFound($"Problem {number}");
        var record = await db.ProblemRecords.AsNoTracking().SingleOrDefaultAsync(p => p.TicketId == problem.Id, cancel);
        var tickets = await Behind(db, problem.Id).OrderByDescending(t => t.UpdatedAt).Take(Most).Select(t => new { t.Number, t.Subject, t.Status, t.RequesterId, t.DeviceId }).ToListAsync(cancel);
        await names.LoadAsync(tickets.Select(t => t.RequesterId), tickets.Select(t => t.DeviceId), cancel);
        return new(
            number, record?.RootCause, Html(record?.RootCause), record?.Workaround, Html(record?.Workaround), record?.PlainWords, Html(record?.PlainWords), record?.Public ?? false,
            record?.KnownSince, tickets.Count(t => t.Status.IsActive),
            [.. tickets.Select(t => new Item(t.Number, t.Subject, t.Status, names.Person(t.RequesterId), names.Device(t.DeviceId)))], problem.Version);
    }

    /// <summary>The tickets that a problem is behind; those that went on in others are there as those others.</summary>
    public static IQueryable<Ticket> Behind(FettleDb db, long problem)
    {
        var links = db.TicketLinks;
        return db.Tickets.AsNoTracking().Where(t => t.MergedIntoId == null && links.Any(l => l.ToId == problem && l.FromId == t.Id && l.Kind == LinkKind.Problem));
    }

    private static string? Html(string? markdown) => markdown is null ? null : SafeMarkdown.ToHtml(markdown);
}
