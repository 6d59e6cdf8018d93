using Fettle.Mail.Network;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Mail.Incoming;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Mailboxes;

/// <summary>The mailboxes of the organisations whose tickets the caller sees, and how each is doing.</summary>
internal sealed class ListMailboxes(FettleDb db, CurrentPerson me) : IUseCase
{
    /// <param name="HasSecret">A password or token is kept; it is never shown.</param>
    /// <param name="LastContactAt">When its server last answered as it should.</param>
    /// <param name="LastMailAt">When the last message was taken.</param>
    /// <param name="Waiting">Messages that are stored and not yet understood.</param>
    /// <param name="Quarantined">Messages that somebody should look at.</param>
    /// <param name="Trouble">What is wrong, in words; null while nothing is.</param>
    /// <param name="AlertTicket">The ticket that tells of it.</param>
    public sealed record Item(
        long Id, long OrganisationId, long QueueId, string Address, bool ForAll, string? Host, int Port, MailSecurity Security, string? User, bool HasSecret, bool IsToken, string? Authority,
        string Folder, Afterwards Afterwards, string? MoveTo, string? AuthservId, DateTimeOffset? PausedAt, DateTimeOffset? LastContactAt, DateTimeOffset? LastMailAt, int Waiting, int Quarantined,
        MailTrouble? TroubleKind, string? Trouble, DateTimeOffset? TroubleSince, long? AlertTicket);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/mailboxes", (ListMailboxes useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<IReadOnlyList<Item>> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        return (await FindAsync(db.Mailboxes, cancel)).FindAll(m => me.May(Permission.ViewTickets, m.OrganisationId));
    }

    public async Task<List<Item>> FindAsync(IQueryable<Mailbox> mailboxes, CancellationToken cancel)
    {
        var mails = db.ReceivedMails;
        var found = from m in mailboxes
                    join s in db.MailboxStates on m.Id equals s.MailboxId
                    orderby m.Address
                    select new Item(
                        m.Id, m.OrganisationId, m.QueueId, m.Address, m.ForAll, m.Host, m.Port, m.Security, m.User, m.SealedSecret != null, m.IsToken, m.Authority, m.Folder, m.Afterwards,
                        m.MoveTo, m.AuthservId, m.PausedAt, s.LastContactAt, mails.Where(r => r.MailboxId == m.Id).Max(r => (DateTimeOffset?)r.ReceivedAt),
                        mails.Count(r => r.MailboxId == m.Id && r.State == ReceiptState.Waiting), mails.Count(r => r.MailboxId == m.Id && r.State == ReceiptState.Quarantined),
                        s.TroubleKind, s.Trouble, s.TroubleSince, s.AlertTicket);
        return await found.ToListAsync(cancel);
    }
}
