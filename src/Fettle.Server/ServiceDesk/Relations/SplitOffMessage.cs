using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Relations;

/// <summary>Makes a ticket of its own out of a message that is about something else. The message stays where it was said; the two tickets are linked.</summary>
internal sealed class SplitOffMessage(FettleDb db, CurrentPerson me, OneTicket one, TicketTree tree, NewTicket tickets, LinkTickets links, TimeProvider clock) : IUseCase
{
    /// <param name="Subject">Left out: the message's first sentence.</param>
    public sealed record Request(string? Subject = null, TicketKind Kind = TicketKind.Incident);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/tickets/{number:long}/entries/{entryId:long}/split",
        (long number, long entryId, Request request, SplitOffMessage useCase, CancellationToken cancel) => useCase.RunAsync(number, entryId, request, cancel));

    /// <returns>The new ticket.</returns>
    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets, or it has no such entry.</exception>
    /// <exception cref="Conflict">The entry is no message that the requester may read, or was split off before.</exception>
    public async Task<TicketState> RunAsync(long number, long entryId, Request request, CancellationToken cancel)
    {
        if (!Demand.Known(request.Kind, "kind").IsAskedFor)
            throw new Invalid("kind", "cannot be problem or change: split the message off, then link it to one");
        var subject = Demand.OptionalText(request.Subject, "subject", Ticket.LongestSubject);
        Ticket? split = null;
        await one.ChangeAsync(
            number,
            version: null,
            async ticket =>
            {
                var of = (await tree.MergedAsync(ticket.Id, cancel)).ConvertAll(m => m.Id);
                var entry = await db.TicketEntries.Include(e => e.Attachments).SingleOrDefaultAsync(e => of.Contains(e.TicketId) && e.Id == entryId, cancel)
                    ?? throw new NotFound($"Entry {entryId} of ticket {number}");
                // A note would be shown to the requester as the new ticket's report.
                if (entry is not { Kind: EntryKind.Reply, Public: true, Text: { } text })
                    throw new Conflict("Only a message that the requester may read can be split off.");
                var once = $"split:{entryId}";
                if (await db.TicketEntries.AnyAsync(e => of.Contains(e.TicketId) && e.Once == once, cancel))
                    throw new Conflict("This message was split off already.");
                split = await OpenAsync(ticket, entry, subject ?? Portal.ReportFault.SubjectOf(SafeMarkdown.ToPlainText(text)), text, request.Kind, cancel);

                var (by, now) = (Author.Staff(me), clock.GetUtcNow());
                ticket.Note(EntryKind.SplitOff, by, now, data: new() { Ticket = split.Number, Title = split.Subject, EntryId = entryId }, once: once);
                await links.AddAsync(split, ticket, LinkKind.RelatesTo, by, now, cancel);
                await one.SaveAsync(split, cancel);
            },
            cancel);
        return TicketState.Of(split!);
    }

    private async Task<Ticket> OpenAsync(Ticket ticket, TicketEntry entry, string subject, string text, TicketKind kind, CancellationToken cancel)
    {
        var theirs = entry.AuthorKind == AuthorKind.Requester;
        var opened = await tickets.OpenAsync(
            new(ticket.OrganisationId, kind, subject, text)
            {
                RequesterId = theirs ? entry.AuthorId : ticket.RequesterId,
                DeviceId = ticket.DeviceId,
                QueueId = ticket.QueueId,
                Impact = ticket.Impact,
                Urgency = ticket.Urgency,
            },
            // The words are not put into the mouth of whoever splits.
            new Author(entry.AuthorKind, entry.AuthorId), clock.GetUtcNow(), cancel);
        opened.Entries[0].Attachments.AddRange(entry.Attachments.Select(a => new Attachment
        {
            OrganisationId = a.OrganisationId,
            TicketId = opened.Id,
            Name = a.Name,
            Hash = a.Hash,
            Size = a.Size,
        }));
        return opened;
    }
}
