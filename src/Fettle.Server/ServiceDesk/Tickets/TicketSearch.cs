using Fettle.Server.Devices;
using Fettle.Server.People;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Search;
using Fettle.Server.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>
/// Makes tickets found by their words: subject, number, requester, device and report are one document, each reply and note a part of its own. The
/// requester finds what they may read; notes are for the desk.
/// </summary>
internal sealed class TicketSearch(FettleDb db, ISearchIndex index, IPeople people, IDevices devices)
{
    public const string Kind = "ticket";

    private static readonly EntryKind[] ChangesHead =
        [EntryKind.Opened, EntryKind.RequesterChanged, EntryKind.DeviceChanged, EntryKind.SubjectChanged];

    /// <summary>Keeps the documents in step with what was just written.</summary>
    public async Task PutAsync(Ticket ticket, IReadOnlyCollection<TicketEntry> written, CancellationToken cancel)
    {
        if (await DocumentsAsync(ticket, written, cancel) is { Count: > 0 } documents)
            await index.PutAsync(documents, cancel);
    }

    /// <summary>What can be found of these lines of the timeline, and of the ticket itself where they change it.</summary>
    public async Task<List<SearchDocument>> DocumentsAsync(Ticket ticket, IReadOnlyCollection<TicketEntry> written, CancellationToken cancel)
    {
        var documents = new List<SearchDocument>();
        if (written.Any(e => ChangesHead.Contains(e.Kind)))
            documents.Add(await HeadAsync(ticket, cancel));
        documents.AddRange(
            from entry in written
            where entry is { Kind: not EntryKind.Opened, Text: not null }
            select Of(ticket, entry.Public, SafeMarkdown.ToPlainText(entry.Text!), entry.Id));
        return documents;
    }

    private async Task<SearchDocument> HeadAsync(Ticket ticket, CancellationToken cancel)
    {
        var opening = ticket.Entries.Find(e => e.Kind == EntryKind.Opened)?.Text
            ?? await db.TicketEntries.Where(e => e.TicketId == ticket.Id && e.Kind == EntryKind.Opened).Select(e => e.Text).FirstOrDefaultAsync(cancel);
        var requester = ticket.RequesterId is { } person ? (await people.NamesAsync([person], cancel)).GetValueOrDefault(person)?.Name : null;
        var device = ticket.DeviceId is { } machine ? (await devices.NamesAsync([machine], cancel)).GetValueOrDefault(machine)?.Name : null;
        var head = Of(ticket, ticket.Kind.IsAskedFor, SafeMarkdown.ToPlainText(opening ?? ""), part: 0);
        return head with { Subtitle = string.Join(" · ", new[] { $"#{ticket.Number}", requester, device }.OfType<string>()) };
    }

    private static SearchDocument Of(Ticket ticket, bool @public, string body, long part) => new(
        Kind, ticket.Number, ticket.OrganisationId, SearchAudience.Staff, @public ? ticket.RequesterId : null, ticket.Subject, $"#{ticket.Number}", body, part);
}
