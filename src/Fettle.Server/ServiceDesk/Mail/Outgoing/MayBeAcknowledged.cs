using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Mail.Bounces;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Outgoing;

/// <summary>
/// Whether a program may answer a mail (RFC 3834 §2). Two programs that answer each other never end; so none answers what a program wrote or may have
/// written, nor one's own addresses, nor a mail whose sender is in doubt, nor one correspondent more often than a person would write.
/// </summary>
internal sealed class MayBeAcknowledged(FettleDb db, OwnAddresses own, BouncedAddresses bounced, TimeProvider clock)
{
    /// <summary>Automatic mails to one address within an hour, and within a day.</summary>
    private const int AnHour = 5;

    private const int ADay = 20;

    private static readonly string[] Programs =
        ["mailer-daemon", "postmaster", "noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "do_not_reply", "bounce", "bounces", "listserv", "majordomo", "root", "nobody"];

    public async Task<bool> ToAsync(TicketMail received, CancellationToken cancel) =>
        !received.Automatic && !await IsDoubtedAsync(received.EntryId, cancel) && await ToAddressAsync(received.OrganisationId, received.Correspondent, cancel);

    /// <param name="address">In lower case.</param>
    public async Task<bool> ToAddressAsync(long organisation, string address, CancellationToken cancel) =>
        !IsAProgram(address) && !await own.IncludesAsync(address, cancel) && !await bounced.IncludeAsync(organisation, address, cancel) && await WithinBudgetAsync(address, cancel);

    /// <summary>To answer a forged mail would be to write to whoever it names.</summary>
    private async Task<bool> IsDoubtedAsync(long entry, CancellationToken cancel) =>
        (await db.TicketEntries.Where(e => e.Id == entry).Select(e => e.Data).SingleOrDefaultAsync(cancel))?.Doubt is not null;

    internal static bool IsAProgram(string address)
    {
        var at = address.LastIndexOf('@');
        if (at < 1)
            return true;
        var local = OwnAddresses.Plain(address)[..OwnAddresses.Plain(address).LastIndexOf('@')];
        return Programs.Contains(local, StringComparer.Ordinal) || local.StartsWith("owner-", StringComparison.Ordinal)
            || local.EndsWith("-request", StringComparison.Ordinal) || local.EndsWith("-owner", StringComparison.Ordinal) || local.EndsWith("-bounces", StringComparison.Ordinal);
    }

    /// <summary>Over all organisations: the correspondent has one mailbox for all of our answers.</summary>
    private async Task<bool> WithinBudgetAsync(string correspondent, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var day = now - TimeSpan.FromDays(1);
        var sent = await db.TicketMails.IgnoreQueryFilters()
            .Where(m => m.Correspondent == correspondent && m.At > day && m.Automatic && m.Direction == MailDirection.Out).Select(m => m.At).Take(ADay).ToListAsync(cancel);
        return sent.Count < ADay && sent.Count(at => at > now - TimeSpan.FromHours(1)) < AnHour;
    }
}
