using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Vendors;

/// <summary>Writes on in a side conversation.</summary>
internal sealed class WriteToSide(FettleDb db, CurrentPerson me, OnceOnly once, SideMail mail) : IUseCase
{
    public sealed record Request(string Body, IReadOnlyList<long>? Files = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/tickets/{number:long}/sides/{sideId:long}/messages",
        (long number, long sideId, Request request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, WriteToSide useCase, CancellationToken cancel) =>
            useCase.RunAsync(number, sideId, request, idempotencyKey, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets, or no such conversation on it.</exception>
    /// <exception cref="Conflict">There is no address to send from.</exception>
    public async Task<StartSide.Started> RunAsync(long number, long sideId, Request request, string? idempotencyKey, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        var body = Demand.Text(request.Body, "body", ReplyToTicket.LongestBody, severalLines: true);
        return new(await once.RunAsync(idempotencyKey, (number, sideId, request), () => mail.WriteAsync(number, FindAsync, body, request.Files, cancel), cancel));

        async Task<SideConversation> FindAsync(Ticket ticket) =>
            await db.SideConversations.AsNoTracking().SingleOrDefaultAsync(s => s.Id == sideId && s.TicketId == ticket.Id, cancel) ?? throw new NotFound($"Conversation {sideId} of ticket {number}");
    }
}
