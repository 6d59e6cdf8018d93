using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Platform.Journal;

/// <summary>What a walk along the whole journal found.</summary>
/// <param name="Entries">How many entries were read.</param>
/// <param name="Head">The hash of the last one. Kept elsewhere (printed, mailed), it proves later that nothing before it was changed.</param>
/// <param name="Break">The first place where the chain does not hold; null where all of it does.</param>
public sealed record JournalVerdict(long Entries, string Head, JournalBreak? Break);

/// <param name="EntryId">The first entry that does not fit.</param>
public sealed record JournalBreak(long EntryId, string Why);

/// <summary>Proves the journal: every entry hashes to what it says and builds on the one before, and no noted anchor is missing. Reads as a stream.</summary>
internal sealed class JournalVerification(FettleDb db, JournalAnchors anchors)
{
    public async Task<JournalVerdict> RunAsync(CancellationToken cancel)
    {
        using var noted = anchors.Read().GetEnumerator();
        var anchor = noted.MoveNext() ? noted.Current : null;
        var (count, last) = (0L, JournalChain.Start);

        await foreach (var entry in db.Set<JournalEntry>().AsNoTracking().OrderBy(e => e.Id).AsAsyncEnumerable().WithCancellation(cancel))
        {
            count++;
            if (entry.PreviousHash != last)
                return new(count, last, new(entry.Id, "does not build on the entry before it: one between them was deleted, added or changed"));
            if (JournalChain.Hash(entry) != entry.Hash)
                return new(count, last, new(entry.Id, "was changed after it was written"));
            last = entry.Hash;

            while (anchor is not null && anchor.EntryId <= entry.Id)
            {
                if (anchor.EntryId < entry.Id || anchor.Hash != entry.Hash)
                    return new(count, last, new(anchor.EntryId, $"is not the entry that was anchored at {anchor.At:u}: the chain was written anew"));
                anchor = noted.MoveNext() ? noted.Current : null;
            }
        }
        return new(count, last, anchor is null ? null : new(anchor.EntryId, $"is gone: it was anchored at {anchor.At:u}, and the journal now ends before it"));
    }
}
