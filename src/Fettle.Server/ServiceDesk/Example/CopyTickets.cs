using System.Globalization;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Search;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Example;

/// <summary>
/// Makes many tickets of few, for an example that is to be large: whole histories are copied inside the database, each a little earlier than the one it
/// is a copy of. Every ticket is found by its words like any other.
/// </summary>
internal sealed class CopyTickets(FettleDb db, ISearchIndex index)
{
    /// <param name="documents">What is found of the tickets that are copied.</param>
    /// <param name="wanted">How many tickets there are to be in the end.</param>
    public async Task UntilAsync(long wanted, IReadOnlyCollection<SearchDocument> documents, CancellationToken cancel)
    {
        var (made, firstEntry, lastEntry) = (
            await db.Tickets.LongCountAsync(cancel), await db.TicketEntries.MinAsync(e => e.Id, cancel), await db.TicketEntries.MaxAsync(e => e.Id, cancel));
        // Problems come after all others, and are not copied: of a cause one is open at a time.
        var lived = db.Tickets.Where(t => t.Kind != TicketKind.Problem);
        var (first, many) = (await lived.MinAsync(t => t.Id, cancel), await lived.LongCountAsync(cancel));
        for (long copy = 1, there = made; there < wanted; copy++)
        {
            var count = Math.Min(many, wanted - there);
            var from = new Range(first, first + count - 1, TicketOffset: made * copy, EntryOffset: (lastEntry - firstEntry + 1) * copy, Earlier: TimeSpan.FromSeconds(37 * copy));
            await db.InTransactionAsync(() => CopyAsync(from, documents, cancel), cancel);
            there += count;
        }
        await CountOnAsync(await db.Tickets.MaxAsync(t => t.Number, cancel), cancel);
    }

    private sealed record Range(long First, long Last, long TicketOffset, long EntryOffset, TimeSpan Earlier);

    private async Task CopyAsync(Range range, IReadOnlyCollection<SearchDocument> documents, CancellationToken cancel)
    {
        await InsertAsync("tickets", "id", range, cancel);
        await InsertAsync("ticket_entries", "ticket_id", range, cancel);
        await InsertAsync("ticket_tags", "ticket_id", range, cancel);
        await InsertAsync("ticket_targets", "ticket_id", range, cancel);

        var firstNumber = await db.Tickets.Where(t => t.Id == range.First).Select(t => t.Number).SingleAsync(cancel);
        await index.PutAsync(
            [
                .. from d in documents
                   where d.Id - firstNumber <= range.Last - range.First
                   select d with { Id = d.Id + range.TicketOffset, Part = d.Part == 0 ? 0 : d.Part + range.EntryOffset, Subtitle = d.Subtitle?.Replace($"#{d.Id}", $"#{d.Id + range.TicketOffset}") }
            ],
            cancel);
    }

    private async Task InsertAsync(string table, string ticketId, Range range, CancellationToken cancel)
    {
        var entity = db.Model.GetEntityTypes().Single(e => e.GetTableName() == table);
        var columns = entity.GetProperties().Select(p => p.GetColumnName()).ToList();
        var values = columns.Select(column => (table, column) switch
        {
            ("tickets", "id") or (_, "number" or "ticket_id") => $"{column} + {range.TicketOffset}",
            ("ticket_entries", "id") => $"{column} + {range.EntryOffset}",
            // What is not due is due at no time that could be moved.
            (_, "due_at") => $"\"{column}\"",
            (_, "at") => Earlier(column),
            (_, _) when column.EndsWith("_at", StringComparison.Ordinal) => Earlier(column),
            _ => $"\"{column}\"",
        });

        // Names come from the model and numbers from here: nothing of it was written by anybody.
        var copy = $"INSERT INTO {table} ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) SELECT {string.Join(", ", values)} FROM {table} WHERE {ticketId} BETWEEN {range.First} AND {range.Last}";
        await db.Database.ExecuteSqlRawAsync(copy, cancel);

        string Earlier(string column) => db.Database.IsNpgsql()
            ? $"{column} - interval '{range.Earlier.TotalSeconds.ToString(CultureInfo.InvariantCulture)} seconds'"
            : $"{column} - {range.Earlier.Ticks / TimeSpan.TicksPerMicrosecond}";
    }

    /// <summary>What comes next gets the numbers and ids that follow.</summary>
    private async Task CountOnAsync(long last, CancellationToken cancel)
    {
        await db.TicketNumbers.ExecuteUpdateAsync(s => s.SetProperty(n => n.Last, last), cancel);
        if (!db.Database.IsNpgsql())
            return;
        await db.Database.ExecuteSqlAsync($"SELECT setval(pg_get_serial_sequence('tickets', 'id'), (SELECT max(id) FROM tickets))", cancel);
        await db.Database.ExecuteSqlAsync($"SELECT setval(pg_get_serial_sequence('ticket_entries', 'id'), (SELECT max(id) FROM ticket_entries))", cancel);
    }
}
