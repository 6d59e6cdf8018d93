using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Mail.Mailboxes;

/// <summary>Deletes a mailbox here, with its secret. What came through it stays, and so does everything on its server.</summary>
internal sealed class DeleteMailbox(FettleDb db, CurrentPerson me, MailboxChanges changes) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapDelete("/mailboxes/{id:long}", (long id, DeleteMailbox useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such mailbox in an organisation where the caller manages the desk.</exception>
    public async Task<NoContent> RunAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.ManageServiceDesk);
        var mailbox = await db.ManagedAsync(me, id, cancel);
        await db.InTransactionAsync(
            async () =>
            {
                await db.ReceivedMails.Where(m => m.MailboxId == id).ExecuteUpdateAsync(s => s.SetProperty(m => m.MailboxId, (long?)null), cancel);
                await db.MailboxStates.Where(s => s.MailboxId == id).ExecuteDeleteAsync(cancel);
                db.Remove(mailbox);
                db.Nudge("mailboxes", null, mailbox.OrganisationId);
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        changes.Tell();
        return TypedResults.NoContent();
    }
}
