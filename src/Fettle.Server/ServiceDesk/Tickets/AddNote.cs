using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>Writes something on a ticket that the requester never sees.</summary>
internal sealed class AddNote(ReplyToTicket replies) : IUseCase
{
    public sealed record Request(string Body);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/tickets/{number:long}/notes",
        (long number, Request request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, AddNote useCase, CancellationToken cancel) =>
            useCase.RunAsync(number, request, idempotencyKey, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    public Task<ReplyToTicket.Reply> RunAsync(long number, Request request, string? idempotencyKey, CancellationToken cancel) =>
        replies.RunAsync(number, new(request.Body, Public: false), idempotencyKey, cancel);
}
