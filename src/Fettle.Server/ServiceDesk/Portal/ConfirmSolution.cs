using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Portal;

/// <summary>The requester says "it works again" or "it still does not work"; the latter opens a solved ticket again.</summary>
internal sealed class ConfirmSolution(FettleDb db, CurrentPerson me, OwnTickets own, OneTicket one, TimeProvider clock) : IUseCase
{
    public sealed record Request(bool Solved, string? Comment = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/portal/tickets/{number:long}/confirm",
        (long number, Request request, ConfirmSolution useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such ticket, or it is neither theirs nor watched by them.</exception>
    /// <exception cref="Conflict">The ticket is closed.</exception>
    public async Task<NoContent> RunAsync(long number, Request request, CancellationToken cancel)
    {
        var comment = Demand.OptionalText(request.Comment, "comment", ReplyToTicket.LongestBody, severalLines: true);
        await own.ReadAsync(number, cancel);
        await db.InTransactionAsync(
            async () =>
            {
                var ticket = (await one.LockAsync(number, cancel))!;
                ticket.Confirm(request.Solved, comment, Author.Requester(me), clock.GetUtcNow());
                await one.SaveAsync(ticket, cancel);
            },
            cancel);
        return TypedResults.NoContent();
    }
}
