using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Queues;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Outgoing;

/// <summary>Takes one sender for a change, and keeps it with what must hold among all.</summary>
internal sealed class OneSender(FettleDb db, CurrentPerson me, FirstQueue queues)
{
    /// <summary>
    /// A sender makes this server connect to a host of somebody's choice, inside the house as well: whoever looks after the installation decides that, and
    /// not each of its organisations.
    /// </summary>
    public static bool MayChange(CurrentPerson me, Sender sender) => me.MayEverywhere(Permission.Administer) && me.May(Permission.ManageServiceDesk, sender.OrganisationId);

    /// <exception cref="NotFound">No such sender in an organisation where the caller sees tickets.</exception>
    /// <exception cref="Forbidden">The caller does not administer the installation.</exception>
    public async Task<Sender> RequireAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.Administer);
        var sender = await db.Senders.SingleOrDefaultAsync(s => s.Id == id, cancel);
        if (sender is null || !me.May(Permission.ViewTickets, sender.OrganisationId))
            throw new NotFound($"Sender {id}");
        me.RequireEverywhere(Permission.Administer);
        return sender;
    }

    /// <exception cref="Invalid">The queue is not the organisation's.</exception>
    /// <exception cref="Conflict">The queue, or the organisation, has a sender already.</exception>
    public Task SaveAsync(Sender sender, CancellationToken cancel) => db.InTransactionAsync(
        async () =>
        {
            await queues.LockAsync(cancel);
            if (sender.QueueId is { } queue && !await db.Queues.AnyAsync(q => q.Id == queue && q.OrganisationId == sender.OrganisationId, cancel))
                throw new Invalid("queueId", "is no queue of this organisation");
            if (await db.Senders.AnyAsync(s => s.OrganisationId == sender.OrganisationId && s.QueueId == sender.QueueId && s.Id != sender.Id, cancel))
                throw new Conflict(sender.QueueId is null ? "The organisation has an address to send from already. Change it, or choose a queue for this one." : "This queue has an address to send from already. Change that one.");
            await db.SaveChangesAsync(cancel);
        },
        cancel);

    public async Task<SenderView> ShowAsync(Sender sender, CancellationToken cancel) => SenderView.Of(
        sender,
        await db.Queues.Where(q => q.Id == sender.QueueId).Select(q => q.Name).SingleOrDefaultAsync(cancel),
        await db.TicketMails.CountAsync(m => m.SenderId == sender.Id && m.State == MailState.Waiting, cancel),
        mayChange: true);
}
