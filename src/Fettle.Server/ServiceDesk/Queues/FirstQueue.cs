using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Queues;

/// <summary>The queue for tickets that nobody directed elsewhere; made when an organisation first needs it.</summary>
internal sealed class FirstQueue(FettleDb db)
{
    /// <summary>Run after <see cref="LockAsync"/>, or while the next ticket's number is held, which is the same lock.</summary>
    public async Task<Queue> OfAsync(long organisation, CancellationToken cancel)
    {
        if (await db.Queues.SingleOrDefaultAsync(q => q.OrganisationId == organisation && q.Default == true, cancel) is { } queue)
            return queue;
        queue = new Queue { OrganisationId = organisation, Name = Queue.FirstName, Default = true };
        db.Add(queue);
        await db.SaveChangesAsync(cancel);
        return queue;
    }

    /// <summary>Until the transaction ends nobody else makes a queue or opens a ticket.</summary>
    public Task LockAsync(CancellationToken cancel) => db.TicketNumbers.ExecuteUpdateAsync(s => s.SetProperty(n => n.Last, n => n.Last), cancel);
}
