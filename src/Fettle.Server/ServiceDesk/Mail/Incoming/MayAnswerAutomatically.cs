using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Incoming;

/// <summary>
/// Whether a program may answer what came by mail (RFC 3834 §2): never another program, never an address of the desk, never somebody whose mail is in
/// doubt, and nobody more than a few times an hour, whatever they are.
/// </summary>
internal sealed class MayAnswerAutomatically(FettleDb db, OwnAddresses own, TimeProvider clock)
{
    private const int AnswersPerHour = 5;

    /// <param name="entry">The entry that the mail became.</param>
    /// <returns>False as well where it did not come by mail.</returns>
    public async Task<bool> RunAsync(long entry, CancellationToken cancel)
    {
        var came = await (from m in db.TicketMails
                          where m.EntryId == entry && m.Direction == MailDirection.In
                          join e in db.TicketEntries on m.EntryId equals e.Id
                          select new { m.Correspondent, m.Automatic, e.Data }).FirstOrDefaultAsync(cancel);
        if (came is null || came.Automatic || came.Data?.Doubt is not null || await own.IncludesAsync(came.Correspondent, cancel))
            return false;
        var since = clock.GetUtcNow().AddHours(-1);
        return await db.TicketMails.CountAsync(
            m => m.Correspondent == came.Correspondent && m.Direction == MailDirection.Out && m.Automatic && m.At > since, cancel) < AnswersPerHour;
    }
}
