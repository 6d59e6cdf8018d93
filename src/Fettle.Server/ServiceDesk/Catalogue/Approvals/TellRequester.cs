using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Mail.Outgoing;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Approvals;

/// <summary>Says to the requester, on their page and by mail, what was decided.</summary>
internal sealed class TellRequester(FettleDb db, Recipients recipients, WriteLetter write, OneTicket one, TimeProvider clock)
{
    /// <param name="kind"><see cref="EntryKind.RequestApproved"/> or <see cref="EntryKind.RequestRefused"/>.</param>
    /// <param name="text">Why not, in the words of who refused.</param>
    public async Task RunAsync(Ticket ticket, EntryKind kind, Author by, string? text, EntryData? data, CancellationToken cancel)
    {
        var entry = ticket.Note(kind, by, clock.GetUtcNow(), @public: true, text: text, data: data);
        await one.SaveAsync(ticket, cancel);
        var name = await db.CatalogueRequests.Where(r => r.TicketId == ticket.Id).Select(r => r.Name).SingleAsync(cancel);
        if (await recipients.OfAsync(ticket, cancel) is { } found)
            await write.RunAsync(ticket, entry, found.To, $"[#{ticket.Number}] {name}: {(kind == EntryKind.RequestRefused ? "not approved" : "approved")}", cancel);
    }
}
