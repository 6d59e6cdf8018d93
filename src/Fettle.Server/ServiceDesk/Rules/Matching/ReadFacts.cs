using Fettle.Server.Devices;
using Fettle.Server.People;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Fields;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Rules.Matching;

/// <summary>Reads what conditions ask of tickets: for one or for a thousand in the same number of queries.</summary>
internal sealed class ReadFacts(FettleDb db, IPeople people, IDevices devices, SortedBy sorted)
{
    private static readonly EntryKind[] Turning = [EntryKind.Opened, EntryKind.StatusChanged, EntryKind.Reopened];

    /// <param name="text">What words are looked for in besides the subject; null: in all that was written on the ticket.</param>
    public async Task<TicketFacts> OfAsync(Ticket ticket, string? text, bool statusAge, CancellationToken cancel)
    {
        await db.Entry(ticket).Collection(t => t.Tags).LoadAsync(cancel);
        var facts = (await OfAsync([ticket], words: text is null, statusAge, cancel))[ticket.Id];
        return facts with { Text = text ?? facts.Text, Tags = [.. ticket.Tags.Select(t => t.Tag)] };
    }

    public async Task<IReadOnlyDictionary<long, TicketFacts>> OfAsync(IReadOnlyCollection<Ticket> tickets, bool words, bool statusAge, CancellationToken cancel)
    {
        var (ids, queueIds) = (tickets.Select(t => t.Id).ToList(), tickets.Select(t => t.QueueId).Distinct().ToList());
        var persons = await people.NamesAsync(tickets.SelectMany(t => new[] { t.RequesterId, t.AssigneeId }).OfType<long>(), cancel);
        var machines = await devices.NamesAsync(tickets.Select(t => t.DeviceId).OfType<long>().Distinct(), cancel);
        var organisations = await people.OrganisationNamesAsync(tickets.Select(t => t.OrganisationId), cancel);
        var queues = await db.Queues.Where(q => queueIds.Contains(q.Id)).ToDictionaryAsync(q => q.Id, q => q.Name, cancel);
        var tags = (await db.TicketTags.AsNoTracking().Where(t => ids.Contains(t.TicketId)).ToListAsync(cancel)).ToLookup(t => t.TicketId, t => t.Tag);
        var tree = tickets.Any(t => t.CategoryId is not null) ? await sorted.TreeAsync(cancel) : null;
        var texts = words
            ? (await db.TicketEntries.Where(e => ids.Contains(e.TicketId) && e.Text != null).Select(e => new { e.TicketId, e.Text }).ToListAsync(cancel)).ToLookup(e => e.TicketId, e => e.Text!)
            : null;
        var since = statusAge
            ? await db.TicketEntries.Where(e => ids.Contains(e.TicketId) && Turning.Contains(e.Kind)).GroupBy(e => e.TicketId)
                .Select(g => new { g.Key, At = g.Max(e => e.At) }).ToDictionaryAsync(g => g.Key, g => g.At, cancel)
            : [];
        return tickets.ToDictionary(t => t.Id, t => new TicketFacts(
            t.Number, t.Kind, t.Subject, t.Status, t.Priority, organisations.GetValueOrDefault(t.OrganisationId) ?? "", queues.GetValueOrDefault(t.QueueId),
            [.. tree?.Upwards(t.CategoryId).Select(c => c.Name).Reverse() ?? []], [.. tags[t.Id]], NameOf(t.RequesterId), Person(t.RequesterId)?.Email, NameOf(t.AssigneeId),
            t.DeviceId is { } device ? machines.GetValueOrDefault(device)?.Name ?? $"Device {device}" : null, t.CreatedAt, t.UpdatedAt, t.SolvedAt,
            since.TryGetValue(t.Id, out var at) ? at : null, texts is null ? "" : string.Join('\n', texts[t.Id])));

        PersonName? Person(long? id) => id is { } known ? persons.GetValueOrDefault(known) : null;
        string? NameOf(long? id) => id is { } known ? Person(known)?.Name ?? $"Person {known}" : null;
    }
}
