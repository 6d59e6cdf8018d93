using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Chats;

/// <summary>
/// A technician answers in the chat that they have taken. Where the requester listens it is said there alone; where they have gone away it goes to them by
/// mail, too, as any answer does.
/// </summary>
internal sealed class SayInChat(FettleDb db, CurrentPerson me, OneChat chats, OneTicket one, OnceOnly once, TimeProvider clock) : IUseCase
{
    public sealed record Request(string Body);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/chats/{chatId:long}/messages",
        (long chatId, Request request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, SayInChat useCase, CancellationToken cancel) =>
            useCase.RunAsync(chatId, request, idempotencyKey, cancel));

    /// <exception cref="NotFound">No such chat in an organisation where the caller works tickets.</exception>
    /// <exception cref="Conflict">The caller has not taken it, or it is over.</exception>
    public async Task<SayInOwnChat.Said> RunAsync(long chatId, Request request, string? idempotencyKey, CancellationToken cancel)
    {
        var chat = await chats.OfDeskAsync(chatId, cancel);
        var body = Demand.Text(request.Body, "body", ReplyToTicket.LongestBody, severalLines: true);
        var number = await db.Tickets.Where(t => t.Id == chat.TicketId).Select(t => t.Number).SingleAsync(cancel);
        return new(await once.RunAsync(idempotencyKey, (chatId, request), () => SayAsync(chatId, number, body, cancel), cancel));
    }

    private async Task<(long Organisation, long Entry)> SayAsync(long chatId, long number, string body, CancellationToken cancel)
    {
        TicketEntry? entry = null;
        await one.ChangeSurvivorAsync(
            number,
            async ticket =>
            {
                var chat = await chats.MineAsync(chatId, cancel);
                if (ticket.Status == TicketStatus.Closed)
                    throw new Conflict($"Ticket {ticket.Number} is closed. Open a new ticket and link it.");
                entry = ticket.Answer(body, Author.Staff(me), clock.GetUtcNow(), inChat: chat.IsListening(clock.GetUtcNow()));
                chats.Tell(chat);
            },
            cancel);
        return (entry!.OrganisationId, entry.Id);
    }
}
