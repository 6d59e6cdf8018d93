using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Promises.Clock;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Promises.Showing;

/// <summary>What is promised about a ticket: each target with when it is due, how much time is left, and why it stands still if it does.</summary>
internal sealed class ReadTicketTargets(FettleDb db, OneTicket one, InForce levels, TimeProvider clock) : IUseCase
{
    /// <param name="Level">The service level that promises it.</param>
    /// <param name="RemainingMinutes">Working time that is left; below zero it is how late it is, or was.</param>
    /// <param name="PausedBy">The status that it stands still for.</param>
    /// <param name="Missed">Runs of the same kind before this one that ended late.</param>
    public sealed record Item(
        TargetKind Kind, TargetState State, string Level, int GoalMinutes, int RemainingMinutes, DateTimeOffset StartedAt, DateTimeOffset? DueAt, DateTimeOffset? EndedAt,
        TicketStatus? PausedBy, int Missed);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/tickets/{number:long}/targets", (long number, ReadTicketTargets useCase, CancellationToken cancel) => useCase.RunAsync(number, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller sees tickets.</exception>
    public async Task<IReadOnlyList<Item>> RunAsync(long number, CancellationToken cancel)
    {
        var ticket = await one.ReadAsync(number, cancel);
        var rows = await db.TicketTargets.AsNoTracking().Where(t => t.TicketId == ticket.Id).ToListAsync(cancel);
        if (rows.Count == 0)
            return [];
        var (all, now) = (await levels.AllAsync(cancel), clock.GetUtcNow());
        return [.. rows.OrderBy(r => r.EndedAt is not null).ThenBy(r => r.Kind).Select(row => Show(row, all.FirstOrDefault(l => l.Id == row.LevelId), now))];
    }

    private static Item Show(TicketTarget row, InForce.Level? level, DateTimeOffset now)
    {
        var used = TimeSpan.FromSeconds(row.UsedSeconds);
        if (row.RunningSince is { } since && level is not null)
            used += level.Terms.Hours.WorkingTime(since, now);
        return new(
            row.Kind, row.StateAt(now), level?.Name ?? "", row.GoalMinutes, row.GoalMinutes - (int)Math.Floor(used.TotalMinutes), row.StartedAt, row.DueAt, row.EndedAt,
            row.PausedBy, row.Missed);
    }
}
