using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Mail.Outgoing;

/// <summary>Sends a reply again that did not go or came back: from the address and to the people that are right now, with the same Message-ID.</summary>
internal sealed class SendMailAgain(FettleDb db, CurrentPerson me, OneTicket one, MailReplies replies) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/mails/{id:long}/send",
        (long id, SendMailAgain useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such mail in an organisation where the caller works tickets.</exception>
    /// <exception cref="Conflict">It is no reply that failed or came back, or nobody is there to send it to.</exception>
    public async Task<NoContent> RunAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        var mail = await db.TicketMails.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancel);
        if (mail is null || !me.May(Permission.WorkTickets, mail.OrganisationId))
            throw new NotFound($"Mail {id}");
        var number = await db.Tickets.Where(t => t.Id == mail.TicketId).Select(t => t.Number).SingleAsync(cancel);
        await one.ChangeAsync(number, version: null, ticket => SendAsync(ticket, mail, cancel), cancel);
        return TypedResults.NoContent();
    }

    private async Task SendAsync(Ticket ticket, TicketMail mail, CancellationToken cancel)
    {
        var entry = await db.TicketEntries.SingleAsync(e => e.Id == mail.EntryId, cancel);
        var latest = await db.TicketMails.Where(m => m.EntryId == mail.EntryId).OrderByDescending(m => m.Id).FirstAsync(cancel);
        if (entry.Kind != EntryKind.Reply || latest.Id != mail.Id || latest.State is not (MailState.Failed or MailState.Bounced))
            throw new Conflict("Only a reply that failed or came back can be sent again, and once at a time.");
        // What never went leaves no trace; what came back stays, as its report does.
        if (latest.State == MailState.Failed)
            db.Remove(latest);
        var before = await db.TicketMails.CountAsync(m => m.EntryId == mail.EntryId && m.Id != latest.Id, cancel);
        await db.SaveChangesAsync(cancel);
        await replies.WriteAsync(ticket, [entry], cancel);
        if (await db.TicketMails.CountAsync(m => m.EntryId == mail.EntryId && m.Id != latest.Id, cancel) == before)
            throw new Conflict("There is nobody with a mail address to send it to. Give the requester one first.");
    }
}
