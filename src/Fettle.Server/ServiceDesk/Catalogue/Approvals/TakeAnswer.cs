using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.ServiceDesk.Catalogue.Delegating;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Approvals;

/// <summary>
/// Takes the yes or no of somebody who is known, by whichever way they were: their own, or in the place of who is away. Never of who asked, whatever
/// they stand in for.
/// </summary>
internal sealed class TakeAnswer(FettleDb db, StandIns standIns, OneTicket one, Advance advance, TimeProvider clock)
{
    public const int LongestReason = 2000;

    /// <returns>The ticket's line that says so.</returns>
    /// <exception cref="NotFound">No such question, or it is not asked of them.</exception>
    /// <exception cref="Forbidden">They asked for it themselves.</exception>
    /// <exception cref="Invalid">A no does not say why.</exception>
    /// <exception cref="Conflict">It is decided, or they have answered already.</exception>
    public async Task<TicketEntry> RunAsync(long approvalId, long person, bool yes, string? because, AnswerWay way, CancellationToken cancel)
    {
        var why = Demand.OptionalText(because, "because", LongestReason, severalLines: true);
        TicketEntry? entry = null;
        await db.InTransactionAsync(
            async () =>
            {
                var number = await (from a in db.Approvals where a.Id == approvalId join t in db.Tickets on a.TicketId equals t.Id select (long?)t.Number).SingleOrDefaultAsync(cancel)
                    ?? throw Missing(approvalId);
                // Two who answer at once wait for each other here.
                var ticket = (await one.LockAsync(number, cancel))!;
                entry = await TakeAsync(ticket, approvalId, person, yes, why, way, cancel);
                await advance.RunAsync(ticket, cancel);
                await one.SaveAsync(ticket, cancel);
            },
            cancel);
        return entry!;
    }

    /// <summary>The unanswered voice with which somebody may answer: their own first, else of one for whom they stand in.</summary>
    public async Task<Voice?> VoiceOfAsync(Approval approval, long person, CancellationToken cancel)
    {
        var of = await standIns.OfAsync(person, cancel);
        return of.Select(id => approval.Voices.Find(v => v.PersonId == id && v.Answer is null)).FirstOrDefault(v => v is not null);
    }

    private async Task<TicketEntry> TakeAsync(Ticket ticket, long approvalId, long person, bool yes, string? why, AnswerWay way, CancellationToken cancel)
    {
        var request = await db.CatalogueRequests.SingleAsync(r => r.TicketId == ticket.Id, cancel);
        var approval = await db.Approvals.Include(a => a.Voices).SingleAsync(a => a.Id == approvalId, cancel);
        var of = await standIns.OfAsync(person, cancel);
        if (!approval.Voices.Exists(v => of.Contains(v.PersonId)))
            throw Missing(approvalId);
        if (ApproversOf.Concerned(ticket, request).Contains(person))
            throw new Forbidden("Nobody approves what they asked for themselves, nor in the place of somebody else.");
        var voice = await VoiceOfAsync(approval, person, cancel) ?? throw new Conflict("You have answered this already.");
        if (!yes && why is null)
            throw new Invalid("because", "is empty: say why not, so that they can be told");
        var now = clock.GetUtcNow();
        approval.Take(voice, yes, person, why, way, now);
        db.Nudge("approvals", approval.Id, ticket.OrganisationId, voice.PersonId);
        return ticket.Note(
            EntryKind.ApprovalAnswered, new(AuthorKind.Requester, person), now, text: why,
            data: new() { Title = approval.Name, Approved = yes, ApprovalId = approval.Id, PersonId = voice.PersonId == person ? null : voice.PersonId, Way = way });
    }

    public static NotFound Missing(long id) => new($"Approval {id}");
}
