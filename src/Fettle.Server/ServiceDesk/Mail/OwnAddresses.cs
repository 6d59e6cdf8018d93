using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail;

/// <summary>
/// The desk's own addresses, of every organisation: what comes from one of them is our own mail coming back, and what would go to one of them would come
/// back in.
/// </summary>
internal sealed class OwnAddresses(FettleDb db)
{
    /// <summary>The address itself or with a plus and more (RFC 5233), in any case.</summary>
    public async Task<bool> IncludesAsync(string address, CancellationToken cancel) => (await AmongAsync([address], cancel)).Count > 0;

    /// <summary>Those of the addresses that are the desk's own.</summary>
    public async Task<IReadOnlySet<string>> AmongAsync(IEnumerable<string> addresses, CancellationToken cancel)
    {
        var asked = addresses.ToLookup(Plain);
        var plain = asked.Select(a => a.Key).ToList();
        // Of other organisations, too: two desks that answer each other are a loop all the same.
        var own = await db.Senders.IgnoreQueryFilters().Where(s => plain.Contains(s.Address)).Select(s => s.Address).ToListAsync(cancel);
        own.AddRange(await db.Mailboxes.IgnoreQueryFilters().Where(m => plain.Contains(m.Address)).Select(m => m.Address).ToListAsync(cancel));
        return own.Distinct(StringComparer.Ordinal).SelectMany(o => asked[o]).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>In lower case and without what follows a plus.</summary>
    public static string Plain(string address)
    {
        var lower = address.Trim().ToLowerInvariant();
        var (plus, at) = (lower.IndexOf('+', StringComparison.Ordinal), lower.LastIndexOf('@'));
        return plus > 0 && plus < at ? lower[..plus] + lower[at..] : lower;
    }
}
