using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.OnCall.Schedule;
using Fettle.Server.ServiceDesk.Promises;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.OnCall.Rotations;

/// <summary>Who is on call from now on, shift by shift, and the stand-ins that are planned.</summary>
internal sealed class ListShifts(FettleDb db, CurrentPerson me, InForce levels, Names names, TimeProvider clock) : IUseCase
{
    /// <param name="Layer">0 is told first.</param>
    public sealed record Item(int Layer, DateTimeOffset From, DateTimeOffset To, PersonRef? Person, bool StandsIn);

    public sealed record StandInItem(long Id, DateTimeOffset From, DateTimeOffset To, PersonRef Person);

    public sealed record Schedule(IReadOnlyList<Item> Shifts, IReadOnlyList<StandInItem> StandIns);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/on-call/rotations/{id:long}/shifts", (long id, int? days, ListShifts useCase, CancellationToken cancel) => useCase.RunAsync(id, days, cancel));

    /// <exception cref="NotFound">No such rotation, or not one that the caller may see.</exception>
    public async Task<Schedule> RunAsync(long id, int? days, CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var rotation = await db.Rotations.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancel);
        if (rotation is null || !levels.MaySee(rotation.OrganisationId))
            throw new NotFound($"Rotation {id}");
        var (now, rules) = (clock.GetUtcNow(), rotation.Read());
        var until = now + TimeSpan.FromDays(Math.Clamp(days ?? 28, 1, 100));
        var standIns = await db.RotationStandIns.AsNoTracking().Where(s => s.RotationId == id && s.To > now).OrderBy(s => s.Id).Take(500).ToListAsync(cancel);
        var rota = new Rota(rules, standIns.ConvertAll(s => new StandIn(s.PersonId, s.From, s.To)));
        await names.LoadAsync(rules.Layers.SelectMany(l => l.People).Concat(standIns.Select(s => s.PersonId)).Select(p => (long?)p), [], cancel);
        return new(
            [.. Enumerable.Range(0, rules.Layers.Count).SelectMany(layer => rota.Shifts(layer, now, until).Select(s => new Item(layer, s.From, s.To, names.Person(s.PersonId), s.StandsIn)))],
            [.. standIns.OrderBy(s => s.From).Select(s => new StandInItem(s.Id, s.From, s.To, names.Person(s.PersonId)!))]);
    }
}
