using System.Globalization;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Platform.Journal;

/// <summary>That the journal had this entry with this hash at this moment.</summary>
internal sealed record JournalAnchor(DateTimeOffset At, long EntryId, string Hash);

/// <summary>
/// Where the journal stood, noted from time to time in a file outside the database (<c>journal.anchors</c> in the data folder): a chain alone
/// cannot tell that its end was cut off.
/// </summary>
internal sealed class JournalAnchors(DataFolder data)
{
    private string FileName => data.PathTo("journal.anchors");

    public IEnumerable<JournalAnchor> Read() =>
        File.Exists(FileName) ? File.ReadLines(FileName).Where(l => l.Length > 0).Select(Parse) : [];

    /// <summary>Notes the journal's present end, unless that is noted already.</summary>
    public async Task NoteAsync(FettleDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var end = await db.Set<JournalEntry>().OrderByDescending(e => e.Id).Select(e => new { e.Id, e.Hash }).FirstOrDefaultAsync(cancel);
        if (end is null || Read().LastOrDefault()?.EntryId >= end.Id)
            return;
        await File.AppendAllTextAsync(FileName, $"{now.UtcDateTime:O} {end.Id} {end.Hash}\n", cancel);
    }

    private JournalAnchor Parse(string line, int index) =>
        line.Split(' ') is [var at, var id, var hash] && DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, out var instant) && long.TryParse(id, out var entry)
            ? new(instant, entry, hash)
            : throw new InvalidDataException($"{FileName}, line {index + 1}: not \"instant id hash\".");
}
