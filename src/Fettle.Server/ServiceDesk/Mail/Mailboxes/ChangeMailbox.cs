using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Mailboxes;

/// <summary>Changes a mailbox; whoever fetches it begins anew. Its organisation stays.</summary>
internal sealed class ChangeMailbox(FettleDb db, CurrentPerson me, CheckMailbox check, MailboxSecret secret, MailboxChanges changes, ListMailboxes list) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/mailboxes/{id:long}", (long id, MailboxRequest request, ChangeMailbox useCase, CancellationToken cancel) => useCase.RunAsync(id, request, cancel));

    /// <exception cref="NotFound">No such mailbox in an organisation where the caller manages the desk.</exception>
    /// <exception cref="Invalid">The server is another one, and the secret is not given anew: it is not for that one.</exception>
    /// <exception cref="Conflict">The address is another mailbox's.</exception>
    public async Task<ListMailboxes.Item> RunAsync(long id, MailboxRequest request, CancellationToken cancel)
    {
        me.Require(Permission.ManageServiceDesk);
        var mailbox = await db.ManagedAsync(me, id, cancel);
        if (request.OrganisationId != mailbox.OrganisationId)
            throw new Invalid("organisationId", "cannot be changed");
        var fields = await check.RunAsync(request, cancel);
        if (await db.Mailboxes.IgnoreQueryFilters().AnyAsync(m => m.Address == fields.Address && m.Id != id, cancel))
            throw new Conflict($"There is a mailbox for {fields.Address} already.");

        var given = request.Secret is { Length: > 0 } text ? secret.Seal(text) : null;
        // Whoever cannot read the secret must not have it sent to a server of theirs.
        if (given is null && fields.Host is not null && (fields.Host != mailbox.Host || fields.Port != mailbox.Port || fields.User != mailbox.User || mailbox.SealedSecret is null))
            throw new Invalid("secret", "has to be given again for another server or user");
        mailbox.Change(fields, given ?? mailbox.SealedSecret);
        db.Nudge("mailboxes", null, mailbox.OrganisationId);
        await db.SaveChangesAsync(cancel);
        changes.Tell();
        return (await list.FindAsync(db.Mailboxes.Where(m => m.Id == id), cancel)).Single();
    }
}

internal static class ManagedMailboxes
{
    /// <exception cref="NotFound">No such mailbox in an organisation where the caller manages the desk.</exception>
    public static async Task<Mailbox> ManagedAsync(this FettleDb db, CurrentPerson me, long id, CancellationToken cancel) =>
        await db.Mailboxes.SingleOrDefaultAsync(m => m.Id == id, cancel) is { } mailbox && me.May(Permission.ManageServiceDesk, mailbox.OrganisationId)
            ? mailbox
            : throw new NotFound($"Mailbox {id}");
}
