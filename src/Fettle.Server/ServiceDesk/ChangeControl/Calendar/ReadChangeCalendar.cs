using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.ChangeControl.Calendar;

/// <summary>What takes place between two instants: changes with their conflicts, and freezes.</summary>
internal sealed class ReadChangeCalendar(FettleDb db, TicketFilter filter, TimeProvider clock) : IUseCase
{
    private const int MostDays = 100, MostChanges = 500;

    /// <param name="Conflicts">The numbers of changes of the same organisation at overlapping times.</param>
    /// <param name="SharesDevice">One of them touches the same device.</param>
    public sealed record Item(
        long Number, string Subject, ChangeType Kind, ChangeState State, RiskLevel Risk, long OrganisationId, DateTimeOffset StartsAt, DateTimeOffset EndsAt,
        IReadOnlyList<long> Conflicts, bool SharesDevice);

    public sealed record Shown(DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<Item> Changes, IReadOnlyList<FreezeView> Freezes);

    private sealed record Row(
        long Id, long Number, string Subject, ChangeType Kind, ChangeState State, int RiskScore, long OrganisationId, DateTimeOffset StartsAt, DateTimeOffset EndsAt)
    {
        public bool Collides(Row other) =>
            other.Id != Id && other.OrganisationId == OrganisationId && other.StartsAt < EndsAt && other.EndsAt > StartsAt
            && ChangeStates.TakesPlace.Contains(State) && ChangeStates.TakesPlace.Contains(other.State);
    }

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/changes/calendar",
        (DateTimeOffset? from, DateTimeOffset? until, long? organisationId, ReadChangeCalendar useCase, CancellationToken cancel) =>
            useCase.RunAsync(from, until, organisationId, cancel));

    /// <param name="from">Left out: now.</param>
    /// <param name="until">Left out: 31 days later; at most 100.</param>
    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    /// <exception cref="Invalid">It ends before it begins, or is too long.</exception>
    public async Task<Shown> RunAsync(DateTimeOffset? from, DateTimeOffset? until, long? organisationId, CancellationToken cancel)
    {
        var begin = from ?? clock.GetUtcNow();
        var end = until ?? begin.AddDays(31);
        if (end <= begin || end - begin > TimeSpan.FromDays(MostDays))
            throw new Invalid("until", $"is not within {MostDays} days after from");
        var tickets = filter.Apply(new(Kind: "change", OrganisationId: organisationId));
        var rows = await (from c in db.PlannedChanges
                          where c.State != ChangeState.Cancelled && c.StartsAt < end && c.EndsAt > begin
                          join t in tickets on c.TicketId equals t.Id
                          orderby c.StartsAt, c.TicketId
                          select new Row(t.Id, t.Number, t.Subject, c.Kind, c.State, c.RiskScore, c.OrganisationId, c.StartsAt!.Value, c.EndsAt!.Value))
            .Take(MostChanges).ToListAsync(cancel);
        var ids = rows.ConvertAll(r => r.Id);
        var devices = (await db.Set<ChangeDevice>().AsNoTracking().Where(d => ids.Contains(d.TicketId)).ToListAsync(cancel)).ToLookup(d => d.TicketId, d => d.DeviceId);
        // Whose freezes: of the organisations whose tickets the caller sees.
        var organisations = filter.Organisations(organisationId);
        var freezes = await db.FreezePeriods.Where(f => f.From < end && f.Until > begin).OrderBy(f => f.From).ToListAsync(cancel);
        return new(
            begin, end, rows.ConvertAll(Show), [.. freezes.Where(f => organisations(f.OrganisationId)).Select(f => new FreezeView(f.Id, f.OrganisationId, f.Name, f.From, f.Until))]);

        Item Show(Row r)
        {
            var others = rows.FindAll(r.Collides);
            return new(
                r.Number, r.Subject, r.Kind, r.State, RiskQuestions.LevelOf(r.RiskScore), r.OrganisationId, r.StartsAt, r.EndsAt, others.ConvertAll(o => o.Number),
                others.Exists(o => devices[o.Id].Intersect(devices[r.Id]).Any()));
        }
    }
}
