using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Mail.Incoming;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Quarantine;

/// <summary>Takes a message of the quarantine for a decision.</summary>
internal static class HeldMail
{
    extension(FettleDb db)
    {
        /// <exception cref="NotFound">No such message in the quarantine of an organisation where the caller works tickets.</exception>
        public async Task DecideAsync(CurrentPerson me, long id, Action<ReceivedMail> decide, string action, CancellationToken cancel)
        {
            me.Require(Permission.WorkTickets);
            await db.InTransactionAsync(
                async () =>
                {
                    var locked = db.Database.IsNpgsql() ? db.ReceivedMails.FromSql($"SELECT * FROM received_mails WHERE id = {id} FOR UPDATE") : db.ReceivedMails.Where(m => m.Id == id);
                    if (await locked.SingleOrDefaultAsync(cancel) is not { State: ReceiptState.Quarantined } mail || !me.May(Permission.WorkTickets, mail.OrganisationId))
                        throw new NotFound($"Mail {id}");
                    decide(mail);
                    db.Nudge("mail", id, mail.OrganisationId);
                    await db.SaveChangesAsync(cancel);
                    await db.NoteAsync(action, nameof(ReceivedMail), id, mail.OrganisationId, detailJson: null, cancel);
                },
                cancel);
        }
    }
}
