using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.OnCall.Schedule;
using Fettle.Server.ServiceDesk.Promises;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.OnCall.Rotations;

/// <summary>Rotations with whoever is on call now and next, for all of them in the same number of queries.</summary>
internal sealed class ShowRotation(FettleDb db, InForce levels, Names names, TimeProvider clock)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(28);

    public async Task<RotationView> OneAsync(Rotation rotation, CancellationToken cancel) => (await RunAsync([rotation], cancel))[0];

    public async Task<IReadOnlyList<RotationView>> RunAsync(IReadOnlyCollection<Rotation> rotations, CancellationToken cancel)
    {
        var (now, ids) = (clock.GetUtcNow(), rotations.Select(r => r.Id).ToList());
        var standIns = (await db.RotationStandIns.AsNoTracking().Where(s => ids.Contains(s.RotationId) && s.To > now).OrderBy(s => s.Id).ToListAsync(cancel))
            .ToLookup(s => s.RotationId, s => new StandIn(s.PersonId, s.From, s.To));
        var rules = rotations.ToDictionary(r => r.Id, r => r.Read());
        await names.LoadAsync(
            rules.Values.SelectMany(r => r.Layers).SelectMany(l => l.People).Concat(standIns.SelectMany(s => s).Select(s => s.PersonId)).Select(id => (long?)id), [], cancel);
        return
        [
            .. from rotation in rotations
               let its = rules[rotation.Id]
               select new RotationView(
                   rotation.Id,
                   new(rotation.Name, rotation.OrganisationId, its, rotation.WebhookUrl),
                   [.. its.Layers.SelectMany(l => l.People).Distinct().Select(id => names.Person(id)!)],
                   Now(new(its, [.. standIns[rotation.Id]]), now),
                   levels.MayManage(rotation.OrganisationId))
        ];
    }

    private OnCallNow Now(Rota rota, DateTimeOffset now)
    {
        var shifts = rota.Shifts(layer: 0, now, now + Ahead);
        var current = shifts[0];
        var next = shifts.Skip(1).FirstOrDefault(s => s.PersonId != current.PersonId);
        return new(names.Person(current.PersonId), current.StandsIn, next?.From, names.Person(next?.PersonId));
    }
}
