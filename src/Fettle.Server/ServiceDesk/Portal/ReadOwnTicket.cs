using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Mail.Shown;
using Fettle.Server.ServiceDesk.Relations;
using Fettle.Server.ServiceDesk.Satisfaction;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Portal;

/// <summary>A requester's page of their ticket: how far it is and what was said, in plain words. Notes and commands are not for them.</summary>
internal sealed class ReadOwnTicket(FettleDb db, CurrentPerson me, OwnTickets own, TicketTree tree, Names names) : IUseCase
{
    /// <summary>More than anybody reads at once.</summary>
    private const int MostEntries = 500;

    /// <param name="CanConfirm">Whether asking "does it work again?" makes sense now.</param>
    /// <param name="GoesOnAs">The number under which it goes on, where it was merged into another request.</param>
    /// <param name="CanRate">Whether asking "how did it go?" makes sense now: the device or the requester says that it works.</param>
    /// <param name="Rating">What they said of it before.</param>
    public sealed record OwnTicketPage(
        long Number, string Subject, TicketStatus Status, string? Device, bool Mine, bool CanConfirm, bool CanReply, bool CanRate, OwnRating? Rating, IReadOnlyList<ProgressStep> Progress,
        IReadOnlyList<Item> Entries, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, long? GoesOnAs);

    /// <param name="Score">From 1, bad, to 5, very good.</param>
    public sealed record OwnRating(int Score, string? Comment);

    /// <param name="Mine">The caller wrote it.</param>
    /// <param name="Word">What happened, for a page that says it in the reader's language; null where <paramref name="Html"/> says it all.</param>
    /// <param name="Says">The same in English.</param>
    /// <param name="After">How long after the fix it was looked at again: "1 hour".</param>
    /// <param name="Mail">The mail that it came from or went out as, where the reader may look at it.</param>
    public sealed record Item(
        long Id, DateTimeOffset At, EntryKind Kind, string Author, bool Mine, PlainWord? Word, string? Says, string? After, string? Html,
        IReadOnlyList<AttachmentView> Attachments, IReadOnlyList<OfferedTitle>? Articles, EntryMail? Mail);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/portal/tickets/{number:long}",
        (long number, ReadOwnTicket useCase, CancellationToken cancel) => useCase.RunAsync(number, cancel));

    /// <exception cref="NotFound">No such ticket, or it is neither theirs nor watched by them.</exception>
    public async Task<OwnTicketPage> RunAsync(long number, CancellationToken cancel)
    {
        var ticket = await own.ReadAsync(number, cancel);
        // What the same person wrote on a ticket that goes on here is a part of it; what others wrote on theirs is not for them.
        var of = (await tree.MergedAsync(ticket.Id, cancel)).FindAll(m => m.Id == ticket.Id || (m.RequesterId is not null && m.RequesterId == ticket.RequesterId)).ConvertAll(m => m.Id);
        var entries = await db.TicketEntries.AsNoTracking().Where(e => of.Contains(e.TicketId) && e.Public && (e.TicketId == ticket.Id || e.Text != null)).OrderBy(e => e.Id).Take(MostEntries).ToListAsync(cancel);
        var ids = entries.ConvertAll(e => e.Id);
        var files = (await db.Attachments.Where(a => ids.Contains(a.EntryId)).Select(AttachmentView.Of).ToListAsync(cancel)).ToLookup(a => a.EntryId);
        // Who only watches reads the words; the mail around them may quote what is not for them.
        var mine = ticket.RequesterId == me.Id;
        var mails = mine ? await EntryMail.OfAsync(db, ids, cancel) : new Dictionary<long, EntryMail>();
        await names.LoadAsync(entries.Where(e => e.AuthorKind is AuthorKind.Staff or AuthorKind.Requester).Select(e => e.AuthorId), [ticket.DeviceId], cancel);

        var rating = mine ? await db.Ratings.Where(r => r.TicketId == ticket.Id).Select(r => new OwnRating(r.Score, r.Comment)).SingleOrDefaultAsync(cancel) : null;

        return new(
            ticket.Number, ticket.Subject, ticket.Status, names.Device(ticket.DeviceId)?.Name, mine,
            CanConfirm: ticket.Status != TicketStatus.Closed && !(ticket.Status.IsSolved && entries.FindLast(e => e.Kind == EntryKind.Confirmed) is { Data.Solved: true }) && entries.Exists(e => e.Kind is EntryKind.RemedyFinished or EntryKind.Reply || ticket.Status.IsSolved),
            CanReply: true, CanRate: mine && RateOwnTicket.MayBeRated(ticket.Status) && entries.Exists(SaysThatItWorks), rating, Progress.Of(ticket, entries), [.. entries.Select(Show)], ticket.CreatedAt, ticket.UpdatedAt,
            GoesOnAs: ticket.MergedIntoId is null ? null : await tree.SurvivorAsync(number, cancel));

        Item Show(TicketEntry e) => new(
            e.Id, e.At, e.Kind, Author(e), e.AuthorKind == AuthorKind.Requester && e.AuthorId == me.Id, PlainWords.Of(e), PlainWords.Say(e),
            e.Data?.After, e.Text is null ? null : SafeMarkdown.ToHtml(e.Text), [.. files[e.Id]], e.Data?.Articles, mails.GetValueOrDefault(e.Id)?.ForRequester());
    }

    private static bool SaysThatItWorks(TicketEntry e) =>
        e is { Kind: EntryKind.Confirmed, Data.Solved: true } or { Kind: EntryKind.RemedyFinished, Data.Verified: true };

    private string Author(TicketEntry entry) => entry.AuthorKind switch
    {
        AuthorKind.Staff => names.NameOf(entry.AuthorId) ?? "The service desk",
        AuthorKind.Requester => names.NameOf(entry.AuthorId) ?? "A colleague",
        _ => "Fettle",
    };
}
