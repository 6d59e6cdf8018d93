using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Catalogue.Offerings;
using Fettle.Server.ServiceDesk.Catalogue.Requests;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Approvals;

/// <summary>Looks at the next approval that is due for it: reminds, or does what the rule says when nobody has decided in time.</summary>
internal sealed class TakeLook(FettleDb db, OneTicket one, ApproversOf approvers, AskApprovers ask, Advance advance, TimeProvider clock)
{
    /// <summary>False where none is due.</summary>
    public async Task<bool> RunAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var due = await (from a in db.Approvals
                         where a.NextLookAt <= now
                         join t in db.Tickets on a.TicketId equals t.Id
                         orderby a.NextLookAt, a.Id
                         select new { a.Id, t.Number }).FirstOrDefaultAsync(cancel);
        if (due is null)
            return false;
        // Another replica that looked at the same moment waits at the ticket's row, then finds it done.
        var ticket = (await one.LockAsync(due.Number, cancel))!;
        var approval = await db.Approvals.Include(a => a.Voices).SingleOrDefaultAsync(a => a.Id == due.Id && a.NextLookAt <= now, cancel);
        if (approval is null)
            return true;
        var request = await db.CatalogueRequests.SingleAsync(r => r.TicketId == ticket.Id, cancel);
        var rule = request.ReadPlan().Approvals[approval.Rule];
        if (approval.State != ApprovalState.Open)
            approval.LookNoMore();
        else if (approval.DueAt <= now)
            await RunOutAsync(ticket, request, approval, rule, now, cancel);
        else
        {
            approval.LookAgain(rule, now);
            await ask.RunAsync(ticket, request, approval, EntryKind.ApprovalReminded, "This is a reminder.", cancel);
        }
        await advance.RunAsync(ticket, cancel);
        await one.SaveAsync(ticket, cancel);
        return true;
    }

    private async Task RunOutAsync(Ticket ticket, CatalogueRequest request, Approval approval, ApprovalRule rule, DateTimeOffset now, CancellationToken cancel)
    {
        var once = $"approval-overdue:{approval.Id}";
        var first = !await db.TicketEntries.AnyAsync(e => e.TicketId == ticket.Id && e.Once == once, cancel);
        if (first)
            ticket.Note(EntryKind.ApprovalOverdue, Author.Fettle, now, data: new() { Title = approval.Name }, once: once);
        if (rule.AfterDeadline == AfterDeadline.Refuse)
        {
            approval.RunOut(now);
            return;
        }
        if (rule.AfterDeadline == AfterDeadline.PassOn && first)
        {
            foreach (var lead in await approvers.LeadsAsync(ticket, request, cancel))
                approval.AskToo(lead, enough: true);
            await one.SaveAsync(ticket, cancel);
        }
        approval.LookAgain(rule, now);
        await ask.RunAsync(ticket, request, approval, EntryKind.ApprovalReminded, "The time for this is over, and nobody has decided.", cancel);
    }
}
