using Fettle.Server.Devices;
using Fettle.Server.People;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Fields;
using Fettle.Server.ServiceDesk.Teams;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Reports;

/// <summary>
/// Into which part of a report a ticket falls, and what the part is called. The database counts by what a ticket itself has (its queue, its device); a team and a
/// device model are then what these belong to.
/// </summary>
internal sealed class ReportGroups(FettleDb db, IPeople people, IDevices devices)
{
    /// <param name="GroupOf">The part's key, of what the tickets were counted by; 0: none.</param>
    /// <param name="NamesAsync">The names of parts by their keys.</param>
    internal sealed record Parts(Func<long, long> GroupOf, Func<long[], CancellationToken, Task<IReadOnlyDictionary<long, string>>> NamesAsync);

    public async Task<Parts> OfAsync(ReportGroup by, CancellationToken cancel)
    {
        switch (by)
        {
            case ReportGroup.Team:
                var teams = await db.QueueAssignments.AsNoTracking().ToDictionaryAsync(a => a.QueueId, a => a.TeamId, cancel);
                return new(queue => teams.GetValueOrDefault(queue), TeamNamesAsync);
            case ReportGroup.DeviceModel:
                var models = await devices.ModelsAsync(cancel);
                var known = models.Values.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).Select((name, i) => (name, Key: i + 1L)).ToList();
                var keys = known.ToDictionary(k => k.name, k => k.Key, StringComparer.OrdinalIgnoreCase);
                return new(
                    device => models.TryGetValue(device, out var model) ? keys[model] : 0,
                    (_, _) => Task.FromResult<IReadOnlyDictionary<long, string>>(known.ToDictionary(k => k.Key, k => k.name)));
            case ReportGroup.Organisation:
                return new(Itself, (ids, stop) => people.OrganisationNamesAsync(ids, stop));
            case ReportGroup.Technician:
                return new(Itself, async (ids, stop) => (await people.NamesAsync(ids, stop)).ToDictionary(p => p.Key, p => p.Value.Name));
            case ReportGroup.Category:
                return new(Itself, CategoryNamesAsync);
            default:
                return new(Itself, QueueNamesAsync);
        }
    }

    private static long Itself(long key) => key;

    /// <summary>With the organisation's name where there are queues of several.</summary>
    private async Task<IReadOnlyDictionary<long, string>> QueueNamesAsync(long[] ids, CancellationToken cancel)
    {
        var queues = await db.Queues.Where(q => ids.Contains(q.Id)).Select(q => new { q.Id, q.Name, q.OrganisationId }).ToListAsync(cancel);
        var organisations = await people.OrganisationNamesAsync(queues.Select(q => q.OrganisationId).Distinct(), cancel);
        return queues.ToDictionary(q => q.Id, q => organisations.Count > 1 ? $"{q.Name} · {organisations.GetValueOrDefault(q.OrganisationId)}" : q.Name);
    }

    private async Task<IReadOnlyDictionary<long, string>> TeamNamesAsync(long[] ids, CancellationToken cancel) =>
        await db.Teams.Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Name, cancel);

    private async Task<IReadOnlyDictionary<long, string>> CategoryNamesAsync(long[] ids, CancellationToken cancel) =>
        await db.Categories.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, cancel);
}
