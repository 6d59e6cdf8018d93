using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.OnCall.Alerts;

/// <summary>Raises an alert inside the caller's transaction; who is told of it is worked out a moment later.</summary>
internal sealed class RaiseAlert(FettleDb db, TimeProvider clock)
{
    /// <param name="rotation">Whoever is on call there; null: <paramref name="person"/> alone.</param>
    /// <param name="once">Names what raises it, where that may happen twice.</param>
    /// <returns>Null where it was raised before.</returns>
    public async Task<Alert?> RunAsync(
        long organisation, string subject, long? rotation, long? person, long? ticket, bool urgent, string? once, CancellationToken cancel)
    {
        if (once is not null && await db.Alerts.AnyAsync(a => a.OrganisationId == organisation && a.Once == once, cancel))
            return null;
        var alert = Alert.Raise(organisation, subject, clock.GetUtcNow(), rotation, person, ticket, urgent, once);
        db.Add(alert);
        await db.SaveChangesAsync(cancel);
        return alert;
    }
}
