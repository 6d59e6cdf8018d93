using Fettle.Server.Platform.Outbox;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk;

namespace Fettle.Server.Diagnosis.Holds;

/// <summary>A ticket that is open again says itself that the fix did not hold; the later looks wait for the next fix.</summary>
internal sealed class CancelHoldsOfReopenedTicket(FettleDb db, CancelHolds cancelHolds) : IListenTo<TicketReopened>
{
    public async Task HearAsync(TicketReopened @event, CancellationToken cancel)
    {
        var holds = db.Holds;
        await cancelHolds.RunAsync(holds.Where(h => h.TicketNumber == @event.Number), "The ticket was opened again.", cancel);
        await db.SaveChangesAsync(cancel);
    }
}
