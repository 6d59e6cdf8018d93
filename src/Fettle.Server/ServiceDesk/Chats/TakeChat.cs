using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Chats;

/// <summary>A technician takes a chat that waits, and its ticket with it. One gets it, whoever presses at the same time.</summary>
internal sealed class TakeChat(FettleDb db, CurrentPerson me, OneChat chats, OneTicket one, TimeProvider clock) : IUseCase
{
    /// <param name="Number">The ticket on which it is kept.</param>
    public sealed record Taken(long Number);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/chats/{chatId:long}/take", (long chatId, TakeChat useCase, CancellationToken cancel) => useCase.RunAsync(chatId, cancel));

    /// <exception cref="NotFound">No such chat in an organisation where the caller works tickets.</exception>
    /// <exception cref="Conflict">A colleague was faster, or it is over.</exception>
    public async Task<Taken> RunAsync(long chatId, CancellationToken cancel)
    {
        var number = 0L;
        await db.InTransactionAsync(
            async () =>
            {
                var seen = await chats.OfDeskAsync(chatId, cancel);
                number = await db.Tickets.Where(t => t.Id == seen.TicketId).Select(t => t.Number).SingleAsync(cancel);
                // The ticket's row is the lock: whoever has it looks at the chat as it is now.
                var ticket = (await one.LockAsync(number, cancel))!;
                await db.Entry(seen).ReloadAsync(cancel);
                if (seen.State == ChatState.Taken && seen.TechnicianId == me.Id)
                    return;
                if (seen.State != ChatState.Waiting)
                    throw new Conflict(seen.State == ChatState.Ended ? "This chat is over. Answer on the ticket." : "A colleague has taken this chat.");
                seen.Take(me.Id, clock.GetUtcNow());
                ticket.AssignTo(me.Id, was: null, isNow: me.Name, by: Author.Staff(me), at: clock.GetUtcNow());
                await one.SaveAsync(ticket, cancel);
                chats.Tell(seen);
            },
            cancel);
        return new(number);
    }
}
