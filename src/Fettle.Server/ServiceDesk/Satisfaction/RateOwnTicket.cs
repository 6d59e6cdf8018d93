using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Portal;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Satisfaction;

/// <summary>
/// One press says how it went, a word may follow; both can be changed. A low score opens a follow-up ticket, once, on which somebody asks what went wrong.
/// </summary>
internal sealed class RateOwnTicket(
    FettleDb db, CurrentPerson me, OwnTickets own, OneTicket one, NewTicket tickets, LinkTickets links, TimeProvider clock) : IUseCase
{
    private const int LongestComment = 4000;

    /// <param name="Score">From 1, bad, to 5, very good.</param>
    public sealed record Request(int Score, string? Comment = null);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/portal/tickets/{number:long}/rating",
        (long number, Request request, RateOwnTicket useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such ticket, or it is neither theirs nor watched by them.</exception>
    /// <exception cref="Forbidden">They only watch it.</exception>
    /// <exception cref="Conflict">It is not solved.</exception>
    public async Task<NoContent> RunAsync(long number, Request request, CancellationToken cancel)
    {
        if (request.Score is < Rating.Worst or > Rating.Best)
            throw new Invalid("score", $"is not from {Rating.Worst} to {Rating.Best}");
        var comment = Demand.OptionalText(request.Comment, "comment", LongestComment, severalLines: true);
        if ((await own.ReadAsync(number, cancel)).RequesterId != me.Id)
            throw new Forbidden("Only who asked can say how it went.");

        await db.InTransactionAsync(
            async () =>
            {
                var (ticket, now) = ((await one.LockAsync(number, cancel))!, clock.GetUtcNow());
                if (!MayBeRated(ticket.Status))
                    throw new Conflict($"Ticket {number} is not solved yet. Say how it went when it is.");

                var rating = await db.Ratings.SingleOrDefaultAsync(r => r.TicketId == ticket.Id, cancel) ?? db.Add(Rating.Of(ticket)).Entity;
                if (rating.Score == request.Score && rating.Comment == comment)
                    return;
                var news = comment == rating.Comment ? null : comment;
                rating.Say(request.Score, comment, now);
                ticket.Rated(request.Score, news, Author.Requester(me), now);
                if (rating.IsLow)
                    await FollowUpAsync(ticket, rating, news, now, cancel);
                await one.SaveAsync(ticket, cancel);
            },
            cancel);
        return TypedResults.NoContent();
    }

    /// <summary>Solved or closed. The portal asks after a <i>verified</i> solution, and when the requester said that it works.</summary>
    public static bool MayBeRated(TicketStatus status) => status.IsSolved || status == TicketStatus.Closed;

    private async Task FollowUpAsync(Ticket ticket, Rating rating, string? comment, DateTimeOffset now, CancellationToken cancel)
    {
        if (rating.FollowUp is { } begun)
        {
            if (comment is null || await one.LockSurvivorAsync(begun, cancel) is not { Status: not TicketStatus.Closed } looked)
                return;
            looked.Hear(comment, Author.Requester(me), now);
            await one.SaveAsync(looked, cancel);
            return;
        }

        var next = await tickets.OpenAsync(
            new(ticket.OrganisationId, TicketKind.Request, $"Follow up on request {ticket.Number}", $"You were not satisfied with how request {ticket.Number} went. Somebody will ask you what we can do better.")
            {
                RequesterId = ticket.RequesterId,
                QueueId = ticket.QueueId,
            },
            Author.Fettle, now, cancel);
        if (comment is not null)
            next.Hear(comment, Author.Requester(me), now);
        rating.LookInto(next.Number);
        await links.AddAsync(next, ticket, LinkKind.RelatesTo, Author.Fettle, now, cancel);
        await one.SaveAsync(next, cancel);
    }
}
