using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Bounces;

/// <summary>Which addresses mail does not reach.</summary>
internal sealed class BouncedAddresses(FettleDb db, TimeProvider clock)
{
    private const int LongestWords = 2000;

    /// <summary>
    /// Whether a refusal speaks of the address and stays: 5.1.x (no such mailbox, no such domain, moved) or 5.2.1 (switched off). That a mailbox is full or a
    /// mail is taken for an unwanted one says nothing against the address.
    /// </summary>
    public static bool IsForGood(int code, string? status) =>
        status is not null ? status.StartsWith("5.1.", StringComparison.Ordinal) || status == "5.2.1" : code is 550 or 551 or 553;

    public async Task MarkAsync(long organisation, string address, string? status, string? words, CancellationToken cancel)
    {
        var (lower, now) = (address.Trim().ToLowerInvariant(), clock.GetUtcNow());
        var bounced = await db.BouncedAddresses.SingleOrDefaultAsync(a => a.OrganisationId == organisation && a.Address == lower, cancel);
        if (bounced is null)
            db.Add(bounced = new BouncedAddress { OrganisationId = organisation, Address = lower, Since = now });
        var said = words is null ? null : StorableText.Of(words);
        bounced.Again(status, said?.Length > LongestWords ? said[..LongestWords] : said, now);
        await db.SaveChangesAsync(cancel);
    }

    public Task<bool> IncludeAsync(long organisation, string address, CancellationToken cancel)
    {
        var lower = address.Trim().ToLowerInvariant();
        return db.BouncedAddresses.AnyAsync(a => a.OrganisationId == organisation && a.Address == lower, cancel);
    }
}
