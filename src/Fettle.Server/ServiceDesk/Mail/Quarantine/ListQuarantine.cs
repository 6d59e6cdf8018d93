using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Paging;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Mail.Incoming;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Quarantine;

/// <summary>Mail that became nothing yet and waits for somebody to look at it, the newest first.</summary>
internal sealed class ListQuarantine(FettleDb db, CurrentPerson me) : IUseCase
{
    /// <param name="Stored">The message is here; false: it is still on its mail server.</param>
    /// <param name="Why">In words.</param>
    public sealed record Item(
        long Id, long OrganisationId, string? Mailbox, string? Sender, string? Subject, DateTimeOffset ReceivedAt, long Size, bool Stored, QuarantineReason Reason, string? Why);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/mail/quarantine", (string? cursor, int? limit, ListQuarantine useCase, CancellationToken cancel) => useCase.RunAsync(cursor, limit, cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<Page<Item>> RunAsync(string? cursor, int? limit, CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var (size, before) = (Cursor.Limit(limit), Cursor.Read(cursor)?.Id ?? long.MaxValue);
        var (all, among) = (me.MayEverywhere(Permission.ViewTickets), me.OrganisationsWith(Permission.ViewTickets) ?? []);
        var rows = from m in db.ReceivedMails
                   where m.State == ReceiptState.Quarantined && m.Id < before && (all || among.Contains(m.OrganisationId))
                   join b in db.Mailboxes on m.MailboxId equals b.Id into boxes
                   from b in boxes.DefaultIfEmpty()
                   orderby m.Id descending
                   select new Item(m.Id, m.OrganisationId, b == null ? null : b.Address, m.Sender, m.Subject, m.ReceivedAt, m.Size, m.Hash != null, m.Reason ?? QuarantineReason.Failed, m.Why);
        return Cursor.Page(await rows.Take(size + 1).ToListAsync(cancel), size, m => new("", m.Id));
    }
}
