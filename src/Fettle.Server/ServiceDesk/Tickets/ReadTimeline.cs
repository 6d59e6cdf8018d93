using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Paging;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Catalogue.Approvals;
using Fettle.Server.ServiceDesk.Mail.Shown;
using Fettle.Server.ServiceDesk.Relations;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>Everything that happened on a ticket, oldest first: what people wrote, what was changed, and each step of the diagnosis.</summary>
internal sealed class ReadTimeline(FettleDb db, OneTicket one, TicketTree tree, Names names) : IUseCase
{
    /// <param name="Text">Markdown as written; null where nothing was.</param>
    /// <param name="Html">The same as HTML that is safe to show.</param>
    /// <param name="Public">The requester can read it.</param>
    /// <param name="Mail">The mail that it came from or went out as; null where none did.</param>
    /// <param name="WrittenOn">The number of the ticket it was written on, where that one was merged into this.</param>
    public sealed record Item(
        long Id, DateTimeOffset At, EntryKind Kind, TimelineAuthor Author, string? Text, string? Html, bool Public, IReadOnlyList<AttachmentView> Attachments, EntryData? Data,
        EntryMail? Mail, long? WrittenOn);

    /// <param name="Id">Null for Fettle itself.</param>
    public sealed record TimelineAuthor(long? Id, string Name, AuthorKind Kind);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/tickets/{number:long}/timeline",
        (long number, string? cursor, int? limit, ReadTimeline useCase, CancellationToken cancel) => useCase.RunAsync(number, cursor, limit, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    public async Task<Page<Item>> RunAsync(long number, string? cursor, int? limit, CancellationToken cancel)
    {
        var ticket = await one.ReadAsync(number, cancel);
        var size = Cursor.Limit(limit ?? 200);
        var after = Cursor.Read(cursor)?.Id ?? 0;
        var merged = (await tree.MergedAsync(ticket.Id, cancel)).ToDictionary(m => m.Id, m => m.Number);
        var of = merged.Keys.ToList();
        var entries = await db.TicketEntries.AsNoTracking().Where(e => of.Contains(e.TicketId) && e.Id > after).OrderBy(e => e.Id).Take(size + 1).ToListAsync(cancel);
        var ids = entries.ConvertAll(e => e.Id);
        var files = (await db.Attachments.Where(a => ids.Contains(a.EntryId)).Select(AttachmentView.Of).ToListAsync(cancel)).ToLookup(a => a.EntryId);
        var mails = await EntryMail.OfAsync(db, ids, cancel);
        await names.LoadAsync(
            entries.Where(e => e.AuthorKind is AuthorKind.Staff or AuthorKind.Requester).Select(e => e.AuthorId),
            entries.Where(e => e.AuthorKind == AuthorKind.Device).Select(e => e.AuthorId),
            cancel);
        // What is between Fettle and one who decides can be followed, and not read.
        EntryMail? MailOf(TicketEntry e) => mails.GetValueOrDefault(e.Id) is { } mail && ApprovalLetter.IsPrivate(e.Kind) ? mail with { HasHtml = false, HasMore = false, Kept = false } : mails.GetValueOrDefault(e.Id);
        return Cursor.Page(entries, size, e => new Cursor("", e.Id), e => new Item(
            e.Id, e.At, e.Kind, Author(e), e.Text, e.Text is null ? null : SafeMarkdown.ToHtml(e.Text), e.Public, [.. files[e.Id]], e.Data, MailOf(e),
            e.TicketId == ticket.Id ? null : merged[e.TicketId]));
    }

    private TimelineAuthor Author(TicketEntry entry) => new(
        entry.AuthorId,
        entry.AuthorKind switch
        {
            AuthorKind.Server => "Fettle",
            AuthorKind.Device => names.Device(entry.AuthorId)!.Name,
            _ => names.Person(entry.AuthorId)?.Name ?? entry.Data?.Sender ?? "Somebody",
        },
        entry.AuthorKind);
}
