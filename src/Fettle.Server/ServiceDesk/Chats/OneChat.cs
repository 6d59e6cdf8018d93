using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Chats;

/// <summary>Finds a chat for whoever may have to do with it, and ends it with its line on the ticket.</summary>
internal sealed class OneChat(FettleDb db, CurrentPerson me, OneTicket one, TimeProvider clock)
{
    /// <summary>A requester who was not heard of for so long does not listen.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    /// <exception cref="NotFound">It is not the caller's own.</exception>
    public async Task<Chat> OwnAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.UsePortal);
        return await db.Chats.SingleOrDefaultAsync(c => c.Id == id && c.RequesterId == me.Id, cancel) ?? throw new NotFound($"Chat {id}");
    }

    /// <exception cref="NotFound">No such chat in an organisation where the caller works tickets.</exception>
    public async Task<Chat> OfDeskAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        var chat = await db.Chats.SingleOrDefaultAsync(c => c.Id == id, cancel);
        return chat is not null && me.May(Permission.WorkTickets, chat.OrganisationId) ? chat : throw new NotFound($"Chat {id}");
    }

    /// <summary>The same, which the caller has taken and nobody has ended.</summary>
    /// <exception cref="Conflict">It is somebody else's, or over.</exception>
    public async Task<Chat> MineAsync(long id, CancellationToken cancel)
    {
        var chat = await OfDeskAsync(id, cancel);
        return chat.State == ChatState.Taken && chat.TechnicianId == me.Id ? chat
            : throw new Conflict(chat.State == ChatState.Ended ? "This chat is over. Answer on the ticket." : "You have not taken this chat.");
    }

    /// <summary>Inside a transaction.</summary>
    public async Task EndAsync(Chat chat, Author by, string because, CancellationToken cancel)
    {
        if (chat.State == ChatState.Ended)
            return;
        var number = await db.Tickets.Where(t => t.Id == chat.TicketId).Select(t => t.Number).SingleAsync(cancel);
        chat.End(clock.GetUtcNow());
        if (await one.LockAsync(number, cancel) is { } ticket)
        {
            ticket.Note(EntryKind.ChatEnded, by, clock.GetUtcNow(), data: new() { Because = because });
            await one.SaveAsync(ticket, cancel);
        }
        Tell(chat);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>To those who see the list, and to the requester.</summary>
    public void Tell(Chat chat) => db.Nudge("chats", chat.Id, chat.OrganisationId, chat.RequesterId);
}
