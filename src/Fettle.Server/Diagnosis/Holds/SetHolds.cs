using Fettle.Server.Diagnosis.Remedies;
using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.Diagnosis.Holds;

/// <summary>Sets the later looks after a verified fix on a ticket. Those of an earlier fix of the same cause have nothing more to say.</summary>
internal sealed class SetHolds(FettleDb db, DiagnosisSettings settings, CancelHolds cancelHolds)
{
    public async Task RunAsync(RemedyRun run, DateTimeOffset verified, CancellationToken cancel)
    {
        if (run.TicketNumber is not { } ticket)
            return;
        var earlier = db.Holds.Where(h => h.TicketNumber == ticket && h.DeviceId == run.DeviceId && h.Cause == run.Cause);
        await cancelHolds.RunAsync(earlier, "A later fix took its place.", cancel);
        db.AddRange(settings.HoldsAfter.Select(after => Hold.Set(run, ticket, after, verified)));
    }
}
