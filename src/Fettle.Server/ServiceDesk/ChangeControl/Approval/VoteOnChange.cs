using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.ChangeControl.Approval;

/// <summary>
/// A member of the board approves a change, or does not. With the quorum's last vote it is scheduled; when the quorum cannot be reached any more it is a
/// draft again. Who drafted, planned or submitted it has no vote.
/// </summary>
internal sealed class VoteOnChange(FettleDb db, CurrentPerson me, OneChange one, TimeProvider clock) : IUseCase
{
    /// <param name="Comment">Why; needed of who does not approve.</param>
    public sealed record Request(bool Approve, string? Comment = null, long? Version = null);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/changes/{number:long}/vote",
        (long number, Request request, VoteOnChange useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such change in an organisation where the caller works tickets.</exception>
    /// <exception cref="Forbidden">The caller is not of the board, or has a part in the change.</exception>
    /// <exception cref="Conflict">It does not wait for approval.</exception>
    public Task<ChangeView> RunAsync(long number, Request request, CancellationToken cancel) => one.ChangeAsync(
        number,
        request.Version,
        async (ticket, change) =>
        {
            var comment = Demand.OptionalText(request.Comment, "comment", longest: 2000, severalLines: true);
            var board = await db.ChangeBoards.AsNoTracking().SingleOrDefaultAsync(b => b.OrganisationId == change.OrganisationId, cancel);
            if (board is null || !board.Members.Contains(me.Id))
                throw new Forbidden("Only the board's members vote on a change.");
            if (change.IsOf(me.Id))
                throw new Forbidden("Nobody approves their own change: you drafted, planned or submitted this one.");
            if (change.State != ChangeState.WaitingForApproval)
                throw new Conflict($"Change {number} does not wait for approval.");
            if (!request.Approve && comment is null)
                throw new Invalid("comment", "is empty: say what has to be different");

            await KeepAsync(change, request.Approve, comment, cancel);
            ticket.Note(EntryKind.ChangeVoted, Author.Staff(me), clock.GetUtcNow(), data: new() { Approved = request.Approve, Because = comment });
            await DecideAsync(ticket, change, board, cancel);
        },
        cancel);

    private async Task KeepAsync(PlannedChange change, bool approved, string? comment, CancellationToken cancel)
    {
        var vote = await db.ChangeVotes.SingleOrDefaultAsync(v => v.TicketId == change.TicketId && v.Round == change.Round && v.PersonId == me.Id, cancel)
            ?? db.Add(new ChangeVote { OrganisationId = change.OrganisationId, TicketId = change.TicketId, Round = change.Round, PersonId = me.Id }).Entity;
        vote.Say(approved, comment, clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
    }

    private async Task DecideAsync(Ticket ticket, PlannedChange change, ChangeBoard board, CancellationToken cancel)
    {
        var votes = await db.ChangeVotes.Where(v => v.TicketId == change.TicketId && v.Round == change.Round).ToListAsync(cancel);
        // Who left the board, or took a hand in the plan since, does not count.
        var counted = votes.Where(v => board.Members.Contains(v.PersonId) && !change.IsOf(v.PersonId)).ToList();
        var (approved, refused) = (counted.Count(v => v.Approved), counted.Count(v => !v.Approved));
        if (approved >= change.Quorum)
            one.Move(ticket, change, c => c.Approve(), $"{approved} of the board approved it.", bySystem: true);
        else if (board.Members.Count(m => !change.IsOf(m)) - refused < change.Quorum)
            one.Move(ticket, change, c => c.Refuse(), $"{refused} of the board did not approve it, so {change.Quorum} cannot be reached.", bySystem: true);
    }
}
