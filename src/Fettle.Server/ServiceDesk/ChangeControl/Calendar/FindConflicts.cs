using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.ChangeControl.Calendar;

/// <summary>What else takes place when a change does: in the same organisation, and worse, on the same devices; and whether a freeze holds it back.</summary>
internal sealed class FindConflicts(FettleDb db, Names names)
{
    private const int Most = 50;

    public async Task<IReadOnlyList<ConflictingChange>> OfAsync(PlannedChange change, CancellationToken cancel)
    {
        if (change is not { StartsAt: { } starts, EndsAt: { } ends } || ChangeStates.Over.Contains(change.State) || change.State == ChangeState.Review)
            return [];
        var takesPlace = ChangeStates.TakesPlace;
        var others = await (from c in db.PlannedChanges.AsNoTracking().Include(c => c.Devices)
                            where c.OrganisationId == change.OrganisationId && c.TicketId != change.TicketId && takesPlace.Contains(c.State) && c.StartsAt < ends && c.EndsAt > starts
                            join t in db.Tickets on c.TicketId equals t.Id
                            orderby c.StartsAt, c.TicketId
                            select new { Change = c, t.Number, t.Subject }).AsNoTracking().Take(Most).ToListAsync(cancel);
        var mine = change.Devices.Select(d => d.DeviceId).ToHashSet();
        var shared = others.ToDictionary(o => o.Number, o => o.Change.Devices.Select(d => d.DeviceId).Where(mine.Contains).ToList());
        await names.LoadAsync([], shared.Values.SelectMany(ids => ids).Concat(mine).Select(id => (long?)id), cancel);
        return
        [
            .. others.Select(o => new ConflictingChange(
                o.Number, o.Subject, o.Change.State, o.Change.StartsAt!.Value, o.Change.EndsAt!.Value, [.. shared[o.Number].Select(id => names.Device(id)!.Name)]))
                .OrderByDescending(o => o.Devices.Count).ThenBy(o => o.StartsAt),
        ];
    }

    /// <summary>The freeze that a change's time falls into; null for none, and for an emergency, which does not wait.</summary>
    public Task<FreezeView?> FreezeOfAsync(PlannedChange change, CancellationToken cancel) =>
        change is { Kind: not ChangeType.Emergency, StartsAt: { } starts, EndsAt: { } ends } && !ChangeStates.Over.Contains(change.State)
            ? FreezeAsync(change.OrganisationId, starts, ends, cancel)
            : Task.FromResult<FreezeView?>(null);

    public Task<FreezeView?> FreezeAsync(long organisation, DateTimeOffset from, DateTimeOffset until, CancellationToken cancel) =>
        db.FreezePeriods.Where(f => f.OrganisationId == organisation && f.From < until && f.Until > from).OrderBy(f => f.From)
            .Select(f => new FreezeView(f.Id, f.OrganisationId, f.Name, f.From, f.Until)).FirstOrDefaultAsync(cancel);
}
