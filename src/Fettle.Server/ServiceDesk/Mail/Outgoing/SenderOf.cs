using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Outgoing;

/// <summary>Which address a ticket's mail goes out from: its queue's own, else the organisation's.</summary>
internal sealed class SenderOf(FettleDb db)
{
    /// <summary>Null: the organisation sends no mail.</summary>
    public Task<Sender?> QueueAsync(long organisation, long queue, CancellationToken cancel) =>
        db.Senders.AsNoTracking().Where(s => s.OrganisationId == organisation && (s.QueueId == queue || s.QueueId == null))
            .OrderBy(s => s.QueueId == null).FirstOrDefaultAsync(cancel);
}
