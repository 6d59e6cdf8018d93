using Fettle.Server.Platform.Outbox;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Fettle.Server.ServiceDesk.Webhooks.Sending;

namespace Fettle.Server.ServiceDesk.Rules.Acting;

/// <summary>Does what rules and webhooks want done about what was written on a ticket. The outbox delivers it once, in one transaction with all that it changes.</summary>
internal sealed class FollowTicket(FettleDb db, OneTicket one, RunRules rules, QueueDeliveries webhooks, RuleChain chain) : IListenTo<TicketWritten>
{
    public async Task HearAsync(TicketWritten written, CancellationToken cancel)
    {
        chain.GoOnFrom(written.Depth, written.Rules);
        // What is said on a merged ticket is said where it goes on; there it is heard, too.
        if (await one.LockAsync(written.Number, cancel) is not { MergedIntoId: null } ticket)
            return;
        var happened = await Happening.ReadAsync(db, written, cancel);
        await webhooks.RunAsync(ticket, happened, cancel);
        await rules.RunAsync(ticket, happened, cancel);
    }
}
