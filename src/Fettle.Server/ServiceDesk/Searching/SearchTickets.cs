using System.Linq.Expressions;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Search;
using Fettle.Server.ServiceDesk.Fields;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Searching;

/// <summary>Limits a list of tickets to what was written into its search box.</summary>
internal sealed class SearchTickets(
    FettleDb db, CurrentPerson me, IPeople people, ISearchIndex index, SortedBy sorted, SimilarNames similar, SearchFields inFields, TimeProvider clock)
{
    /// <exception cref="Invalid">What was written cannot be meant; it says where and what to write.</exception>
    public static ParsedSearch Read(string? written, DateTimeOffset now, IReadOnlySet<string>? fields = null)
    {
        var parsed = SearchLanguage.Parse(written, now, fields);
        return parsed.Errors.FirstOrDefault(e => !e.Tolerable) is { } error ? throw Unclear(error) : parsed;
    }

    /// <summary>The fields of the caller's organisations, as keys.</summary>
    public static async Task<IReadOnlySet<string>> FieldKeysAsync(SortedBy sorted, CancellationToken cancel) =>
        (await sorted.Fields().Select(f => f.Name).ToListAsync(cancel)).Select(SearchLanguage.KeyOf).Where(k => k.Length > 0).ToHashSet(StringComparer.Ordinal);

    /// <exception cref="Invalid">What was written cannot be meant, or names somebody or something that there is not.</exception>
    public async Task<IQueryable<Ticket>> AmongAsync(IQueryable<Ticket> tickets, string? written, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(written))
            return tickets;
        // Only a search with a colon, or its like, may name a field.
        var fields = written.AsSpan().IndexOfAny(":=<>") >= 0 ? await FieldKeysAsync(sorted, cancel) : null;
        var clauses = Read(written, clock.GetUtcNow(), fields).Clauses;
        var words = string.Join(' ', clauses.OfType<SearchClause.Words>().Where(w => !w.Negated).Select(w => w.Text));
        foreach (var clause in clauses)
            tickets = await AddAsync(tickets, clause, cancel);
        // Last, so that the index is asked once for all words.
        return string.IsNullOrWhiteSpace(words) ? tickets : (await index.MatchingAsync(TicketSearch.Kind, words, cancel)).Among(tickets, t => t.Number);
    }

    private async Task<IQueryable<Ticket>> AddAsync(IQueryable<Ticket> tickets, SearchClause clause, CancellationToken cancel) => clause switch
    {
        SearchClause.StatusIs c => Where(tickets, t => c.Any.Contains(t.Status), c),
        SearchClause.KindIs c => Where(tickets, t => c.Any.Contains(t.Kind), c),
        SearchClause.PriorityIs c => Where(tickets, t => c.Any.Contains(t.Priority), c),
        SearchClause.NumberIs c => Where(tickets, t => c.Any.Contains(t.Number), c),
        SearchClause.During c => During(tickets, c),
        SearchClause.Phrase c => await PhraseAsync(tickets, c, cancel),
        SearchClause.Words { Negated: true } c => (await index.MatchingAsync(TicketSearch.Kind, c.Text, cancel)).NotAmong(tickets, t => t.Number),
        SearchClause.Named c => await NamedAsync(tickets, c, cancel),
        SearchClause.FieldIs c => Where(tickets, await inFields.HoldsAsync(c, cancel), c),
        _ => tickets,
    };

    private static readonly EntryKind[] Turning = [EntryKind.Opened, EntryKind.StatusChanged, EntryKind.Reopened];

    private IQueryable<Ticket> During(IQueryable<Ticket> tickets, SearchClause.During c)
    {
        var (from, until, entries) = (c.From ?? DateTimeOffset.MinValue.AddYears(1), c.Until ?? DateTimeOffset.MaxValue.AddYears(-1), db.TicketEntries);
        return c.When switch
        {
            Moment.Created => Where(tickets, t => t.CreatedAt >= from && t.CreatedAt < until, c),
            Moment.Updated => Where(tickets, t => t.UpdatedAt >= from && t.UpdatedAt < until, c),
            Moment.InStatus when c.From is null => Where(tickets, t => !entries.Any(e => e.TicketId == t.Id && e.At >= until && Turning.Contains(e.Kind)), c),
            Moment.InStatus => Where(tickets, t => entries.Any(e => e.TicketId == t.Id && e.At >= from && Turning.Contains(e.Kind)), c),
            _ => Where(tickets, t => t.SolvedAt != null && t.SolvedAt >= from && t.SolvedAt < until, c),
        };
    }

    /// <summary>The index finds who has all the words, the texts themselves whether they stand together.</summary>
    private async Task<IQueryable<Ticket>> PhraseAsync(IQueryable<Ticket> tickets, SearchClause.Phrase c, CancellationToken cancel)
    {
        var among = c.Negated ? tickets : (await index.MatchingAsync(TicketSearch.Kind, c.Text, cancel)).Among(tickets, t => t.Number);
        var (pattern, entries) = ($"%{c.Text.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_")}%", db.TicketEntries);
        // LIKE minds the case on one database and not on the other.
        return Where(
            among,
            db.Database.IsNpgsql()
                ? t => EF.Functions.ILike(t.Subject, pattern, "\\") || entries.Any(e => e.TicketId == t.Id && e.Text != null && EF.Functions.ILike(e.Text, pattern, "\\"))
                : t => EF.Functions.Like(t.Subject, pattern, "\\") || entries.Any(e => e.TicketId == t.Id && e.Text != null && EF.Functions.Like(e.Text, pattern, "\\")),
            c);
    }

    private async Task<IQueryable<Ticket>> NamedAsync(IQueryable<Ticket> tickets, SearchClause.Named c, CancellationToken cancel)
    {
        var tags = db.TicketTags;
        switch (c.What)
        {
            case NamedThing.Tag:
                var wanted = c.Any.Select(v => v.ToLowerInvariant()).ToList();
                return Where(tickets, t => tags.Where(x => wanted.Contains(x.Tag)).Select(x => x.TicketId).Contains(t.Id), c);
            case NamedThing.Queue:
                var queues = (await db.Queues.Select(q => new { q.Id, q.Name }).ToListAsync(cancel)).FindAll(q => c.Any.Any(v => Fits(q.Name, v))).ConvertAll(q => q.Id);
                return queues.Count > 0 ? Where(tickets, t => queues.Contains(t.QueueId), c) : throw Nothing(c, "queue");
            case NamedThing.Category:
                var tree = await sorted.TreeAsync(cancel);
                var categories = tree.All.Where(k => c.Any.Any(v => Fits(k.Name, v))).SelectMany(k => tree.SelfAndBelow(k.Id)).Distinct().ToList();
                return categories.Count > 0 ? Where(tickets, t => t.CategoryId != null && categories.Contains(t.CategoryId.Value), c) : throw Nothing(c, "category");
            case NamedThing.Organisation:
                var organisations = (await people.OrganisationNamesAsync(await db.Queues.Select(q => q.OrganisationId).Distinct().ToListAsync(cancel), cancel))
                    .Where(o => c.Any.Any(v => Fits(o.Value, v))).Select(o => o.Key).ToList();
                return organisations.Count > 0 ? Where(tickets, t => organisations.Contains(t.OrganisationId), c) : throw Nothing(c, "organisation");
            case NamedThing.Device:
                var (devices, noDevice) = await MeantAsync(c, "device", cancel);
                return noDevice
                    ? Where(tickets, t => t.DeviceId == null || devices.Contains(t.DeviceId.Value), c)
                    : Where(tickets, t => t.DeviceId != null && devices.Contains(t.DeviceId.Value), c);
            case NamedThing.Requester:
                var (requesters, noRequester) = await MeantAsync(c, "person", cancel);
                return noRequester
                    ? Where(tickets, t => t.RequesterId == null || requesters.Contains(t.RequesterId.Value), c)
                    : Where(tickets, t => t.RequesterId != null && requesters.Contains(t.RequesterId.Value), c);
            default:
                var (assignees, nobody) = await MeantAsync(c, "person", cancel);
                return nobody
                    ? Where(tickets, t => t.AssigneeId == null || assignees.Contains(t.AssigneeId.Value), c)
                    : Where(tickets, t => t.AssigneeId != null && assignees.Contains(t.AssigneeId.Value), c);
        }
    }

    /// <summary>People or devices by their names; <c>me</c> and <c>none</c> are understood.</summary>
    private async Task<(IReadOnlyList<long> Ids, bool None)> MeantAsync(SearchClause.Named c, string kind, CancellationToken cancel)
    {
        var (ids, none) = (new List<long>(), false);
        foreach (var value in c.Any)
        {
            if (value.Equals("none", StringComparison.OrdinalIgnoreCase))
                none = true;
            else if (kind == "person" && value.Equals("me", StringComparison.OrdinalIgnoreCase))
                ids.Add(me.Id);
            else
                ids.AddRange(await similar.FindAsync(kind, value, cancel) is { Count: > 0 } found ? found : throw Nothing(c, kind, value));
        }
        return (ids, none);
    }

    private static IQueryable<Ticket> Where(IQueryable<Ticket> tickets, Expression<Func<Ticket, bool>> holds, SearchClause clause) =>
        tickets.Where(clause.Negated ? Expression.Lambda<Func<Ticket, bool>>(Expression.Not(holds.Body), holds.Parameters) : holds);

    private static bool Fits(string name, string written) => name.Contains(written, StringComparison.OrdinalIgnoreCase);

    private static Invalid Nothing(SearchClause.Named c, string what, string? value = null) =>
        Unclear(new(c.Column, $"There is no {what} called \"{value ?? string.Join(", ", c.Any)}\" that you may see: check the name, or write a part of it."));

    private static Invalid Unclear(SearchError error) => new("q", $"cannot be read at column {error.Column}. {error.What.TrimEnd('.')}");
}
