using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Promises.Clock;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Promises;

/// <summary>The steps of tickets that move their clocks, as they are kept and as they are about to be.</summary>
internal static class TicketLog
{
    private sealed record Line(long TicketId, long Id, EntryKind Kind, DateTimeOffset At, AuthorKind Author, bool Public, EntryData? Data);

    public static async Task<IReadOnlyList<(long TicketId, TicketStep Step)>> ReadAsync(FettleDb db, IReadOnlyCollection<long> tickets, CancellationToken cancel)
    {
        var lines = await db.TicketEntries.AsNoTracking()
            .Where(e => tickets.Contains(e.TicketId) && TicketStep.Telling.Contains(e.Kind))
            .Select(e => new Line(e.TicketId, e.Id, e.Kind, e.At, e.AuthorKind, e.Public, e.Data))
            .ToListAsync(cancel);
        return
        [
            .. from line in lines
               let step = TicketStep.Of(line.Kind, line.At, line.Id, line.Author, line.Public, line.Data)
               where step is not null
               select (line.TicketId, step)
        ];
    }

    /// <summary>Those that have no id yet; they come after all that have.</summary>
    public static IEnumerable<TicketStep> Unsaved(IEnumerable<TicketEntry> entries) =>
        entries.Where(e => e.Id == 0).Select((e, i) => TicketStep.Of(e.Kind, e.At, long.MaxValue - 1_000_000 + i, e.AuthorKind, e.Public, e.Data)).OfType<TicketStep>();
}
