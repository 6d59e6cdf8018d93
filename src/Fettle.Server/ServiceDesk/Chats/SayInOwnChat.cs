using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Chats;

/// <summary>A requester says something in their chat.</summary>
internal sealed class SayInOwnChat(FettleDb db, CurrentPerson me, OneChat chats, OneTicket one, OnceOnly once, TimeProvider clock) : IUseCase
{
    public sealed record Request(string Body);

    /// <param name="Id">The entry of the ticket.</param>
    public sealed record Said(long Id);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/portal/chats/{chatId:long}/messages",
        (long chatId, Request request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, SayInOwnChat useCase, CancellationToken cancel) =>
            useCase.RunAsync(chatId, request, idempotencyKey, cancel));

    /// <exception cref="NotFound">It is not the caller's own.</exception>
    /// <exception cref="Conflict">It is over: what is to be said is said on the request.</exception>
    public async Task<Said> RunAsync(long chatId, Request request, string? idempotencyKey, CancellationToken cancel)
    {
        var chat = await chats.OwnAsync(chatId, cancel);
        var body = Demand.Text(request.Body, "body", ReplyToTicket.LongestBody, severalLines: true);
        var number = await db.Tickets.Where(t => t.Id == chat.TicketId).Select(t => t.Number).SingleAsync(cancel);
        return new(await once.RunAsync(idempotencyKey, (chatId, request), () => SayAsync(chat, number, body, cancel), cancel));
    }

    private async Task<(long Organisation, long Entry)> SayAsync(Chat chat, long number, string body, CancellationToken cancel)
    {
        if (chat.State == ChatState.Ended)
            throw new Conflict("This chat is over. Write on the request instead.");
        var (ticket, now) = ((await one.LockSurvivorAsync(number, cancel))!, clock.GetUtcNow());
        var entry = ticket.Hear(body, Author.Requester(me), now, new() { Chat = true });
        await db.Chats.Where(c => c.Id == chat.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.SeenAt, now), cancel);
        await one.SaveAsync(ticket, cancel);
        chats.Tell(chat);
        return (ticket.OrganisationId, entry.Id);
    }
}
