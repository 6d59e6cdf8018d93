using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.OnCall.Alerts;

/// <summary>
/// Raises an alert inside the caller's transaction; who is told of it is worked out a moment later. As long as one to the same about the same ticket waits
/// for its answer there is no second: a person is told of it again, and a rotation is being told anyway.
/// </summary>
internal sealed class RaiseAlert(FettleDb db, TimeProvider clock)
{
    /// <param name="rotation">Whoever is on call there; null: <paramref name="person"/> alone.</param>
    /// <param name="once">Names what raises it, where that may happen twice.</param>
    /// <returns>The one that waits for its answer.</returns>
    public async Task<Alert> RunAsync(
        long organisation, string subject, long? rotation, long? person, long? ticket, bool urgent, string? once, CancellationToken cancel)
    {
        if (once is not null && await db.Alerts.SingleOrDefaultAsync(a => a.OrganisationId == organisation && a.Once == once, cancel) is { } same)
            return same;
        if (ticket is not null && await WaitingAsync(rotation, person, ticket.Value, cancel) is { } waiting)
        {
            if (rotation is null)
                waiting.TellAgain(clock.GetUtcNow());
            await db.SaveChangesAsync(cancel);
            return waiting;
        }
        var alert = Alert.Raise(organisation, subject, clock.GetUtcNow(), rotation, person, ticket, urgent, once);
        db.Add(alert);
        await db.SaveChangesAsync(cancel);
        return alert;
    }

    private Task<Alert?> WaitingAsync(long? rotation, long? person, long ticket, CancellationToken cancel) =>
        db.Alerts.FirstOrDefaultAsync(a => a.TicketNumber == ticket && a.RotationId == rotation && a.PersonId == person && a.AnsweredAt == null, cancel);
}
