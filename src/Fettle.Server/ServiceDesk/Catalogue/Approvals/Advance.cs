using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Catalogue.Requests;
using Fettle.Server.ServiceDesk.Catalogue.Tasks;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Approvals;

/// <summary>
/// Takes a request as far as it can go now: (1) a no ends it, (2) what is asked is waited for, (3) the next stage is asked, (4) after the last the work
/// begins. Inside the caller's transaction, on a locked ticket.
/// </summary>
internal sealed class Advance(FettleDb db, ApproversOf approvers, AskApprovers ask, TellRequester tell, Unfold unfold, OneTicket one, TimeProvider clock)
{
    public async Task RunAsync(Ticket ticket, CancellationToken cancel)
    {
        var request = await db.CatalogueRequests.SingleAsync(r => r.TicketId == ticket.Id, cancel);
        if (request.State != RequestState.Deciding)
            return;
        var approvals = await db.Approvals.Include(a => a.Voices).Where(a => a.TicketId == ticket.Id).OrderBy(a => a.Stage).ThenBy(a => a.Id).ToListAsync(cancel);
        if (approvals.Find(a => a.State == ApprovalState.Refused) is { } refused)
            await RefuseAsync(ticket, request, approvals, refused, cancel);
        else if (approvals.Exists(a => a.State == ApprovalState.Open))
            return;
        else if (approvals.Find(a => a.State == ApprovalState.Ahead)?.Stage is { } next)
            await AskAsync(ticket, request, approvals.FindAll(a => a.Stage == next && a.State == ApprovalState.Ahead), cancel);
        else
            await BeginAsync(ticket, request, approvals.Count > 0, cancel);
    }

    private async Task AskAsync(Ticket ticket, CatalogueRequest request, List<Approval> stage, CancellationToken cancel)
    {
        var (plan, now) = (request.ReadPlan(), clock.GetUtcNow());
        foreach (var approval in stage)
            approval.Open(await approvers.RunAsync(plan.Approvals[approval.Rule], ticket, request, cancel), plan.Approvals[approval.Rule], now);
        if (ticket.Status is TicketStatus.New or TicketStatus.Open)
            ticket.ChangeStatus(TicketStatus.WaitingForOther, "Somebody has to approve it first.", Author.Fettle, now);
        // The voices get their ids, which the mails' links name.
        await one.SaveAsync(ticket, cancel);
        foreach (var approval in stage)
            await ask.RunAsync(ticket, request, approval, EntryKind.ApprovalAsked, because: null, cancel);
    }

    private async Task RefuseAsync(Ticket ticket, CatalogueRequest request, List<Approval> approvals, Approval refused, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        approvals.ForEach(a => a.Drop(now));
        request.Refuse();
        var no = refused.Voices.Where(v => v.Answer == false).OrderBy(v => v.AnsweredAt).LastOrDefault();
        await tell.RunAsync(
            ticket, EntryKind.RequestRefused, no?.AnsweredById is { } by ? new(AuthorKind.Requester, by) : Author.Fettle,
            no?.Because ?? "Nobody decided in time.", new() { Title = refused.Name }, cancel);
        if (ticket.Status.IsActive)
            ticket.Resolve(verified: false, "The request was not approved.", Author.Fettle, now);
        await one.SaveAsync(ticket, cancel);
    }

    private async Task BeginAsync(Ticket ticket, CatalogueRequest request, bool wasAsked, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        request.Begin(now);
        if (wasAsked)
        {
            await tell.RunAsync(ticket, EntryKind.RequestApproved, Author.Fettle, text: null, data: null, cancel);
            if (ticket.Status == TicketStatus.WaitingForOther)
                ticket.ChangeStatus(TicketStatus.Open, "The request is approved.", Author.Fettle, now);
        }
        await unfold.RunAsync(ticket, request, cancel);
        await one.SaveAsync(ticket, cancel);
    }
}
