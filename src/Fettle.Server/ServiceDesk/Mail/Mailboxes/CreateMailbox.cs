using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Mailboxes;

/// <summary>Adds a mailbox; fetching begins at once.</summary>
internal sealed class CreateMailbox(FettleDb db, CurrentPerson me, CheckMailbox check, MailboxSecret secret, MailboxChanges changes, ListMailboxes list) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/mailboxes", (MailboxRequest request, CreateMailbox useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="NotFound">The organisation is not one where the caller manages the desk.</exception>
    /// <exception cref="Conflict">The address is a mailbox's already.</exception>
    public async Task<ListMailboxes.Item> RunAsync(MailboxRequest request, CancellationToken cancel)
    {
        me.Require(Permission.ManageServiceDesk);
        var fields = await check.RunAsync(request, cancel);
        if (fields.Host is not null && string.IsNullOrEmpty(request.Secret))
            throw new Invalid("secret", "is empty");
        if (await db.Mailboxes.IgnoreQueryFilters().AnyAsync(m => m.Address == fields.Address, cancel))
            throw new Conflict($"There is a mailbox for {fields.Address} already.");

        var mailbox = new Mailbox { OrganisationId = request.OrganisationId };
        mailbox.Change(fields, request.Secret is { Length: > 0 } given ? secret.Seal(given) : null);
        await db.InTransactionAsync(
            async () =>
            {
                db.Add(mailbox);
                await db.SaveChangesAsync(cancel);
                db.Add(new MailboxState { MailboxId = mailbox.Id, OrganisationId = mailbox.OrganisationId });
                db.Nudge("mailboxes", null, mailbox.OrganisationId);
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        changes.Tell();
        return (await list.FindAsync(db.Mailboxes.Where(m => m.Id == mailbox.Id), cancel)).Single();
    }
}
