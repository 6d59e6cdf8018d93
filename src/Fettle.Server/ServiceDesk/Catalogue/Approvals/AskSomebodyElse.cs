using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Approvals;

/// <summary>Asks one more person about an approval that goes nowhere: who was asked has left, is ill, or there is nobody. Their yes is enough.</summary>
internal sealed class AskSomebodyElse(FettleDb db, CurrentPerson me, OneTicket one, IPeople people, AskApprovers ask, TimeProvider clock) : IUseCase
{
    public sealed record Request(long PersonId);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/tickets/{number:long}/approvals/{approvalId:long}/approvers",
        (long number, long approvalId, Request request, AskSomebodyElse useCase, CancellationToken cancel) => useCase.RunAsync(number, approvalId, request, cancel));

    /// <exception cref="NotFound">No such ticket or approval in an organisation where the caller manages the desk.</exception>
    /// <exception cref="Invalid">They asked for it themselves, or are nobody who can sign in.</exception>
    /// <exception cref="Conflict">It is decided already, or not asked yet.</exception>
    public async Task<TicketState> RunAsync(long number, long approvalId, Request request, CancellationToken cancel)
    {
        me.Require(Permission.ManageServiceDesk);
        return await one.ChangeAsync(
            number,
            version: null,
            async ticket =>
            {
                if (!me.May(Permission.ManageServiceDesk, ticket.OrganisationId))
                    throw OneTicket.Missing(number);
                var approval = await db.Approvals.Include(a => a.Voices).SingleOrDefaultAsync(a => a.Id == approvalId && a.TicketId == ticket.Id, cancel) ?? throw TakeAnswer.Missing(approvalId);
                var asked = await db.CatalogueRequests.SingleAsync(r => r.TicketId == ticket.Id, cancel);
                if (approval.State != ApprovalState.Open)
                    throw new Conflict("Nobody is asked about this now.");
                if (ApproversOf.Concerned(ticket, asked).Contains(request.PersonId))
                    throw new Invalid("personId", "asked for it themselves");
                // Else whoever manages the desk could decide for those who were meant to.
                if (request.PersonId == me.Id)
                    throw new Invalid("personId", "is you; choose somebody else");
                if ((await people.StillHereAsync([request.PersonId], cancel)).Count == 0)
                    throw new Invalid("personId", "is nobody who can sign in");
                approval.AskToo(request.PersonId, enough: true);
                ticket.Note(EntryKind.ApproverAdded, Author.Staff(me), clock.GetUtcNow(), data: new() { Title = approval.Name, PersonId = request.PersonId, To = (await people.NamesAsync([request.PersonId], cancel)).GetValueOrDefault(request.PersonId)?.Name });
                await one.SaveAsync(ticket, cancel);
                await ask.RunAsync(ticket, asked, approval, EntryKind.ApprovalAsked, because: null, cancel, only: request.PersonId);
            },
            cancel);
    }
}
