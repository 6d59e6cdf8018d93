using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Relations;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Personal;

/// <summary>The time that was spent on a ticket, and on those that go on in it.</summary>
internal sealed class ListTimes(FettleDb db, OneTicket one, TicketTree tree, Names names, TimeProvider clock) : IUseCase
{
    /// <param name="Minutes">Begun ones count; of one that runs, until now.</param>
    public sealed record Item(long Id, PersonRef Person, DateTimeOffset StartedAt, int Minutes, string? What, bool Running);

    public sealed record Times(int TotalMinutes, IReadOnlyList<Item> Entries);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/tickets/{number:long}/times", (long number, ListTimes useCase, CancellationToken cancel) => useCase.RunAsync(number, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    public async Task<Times> RunAsync(long number, CancellationToken cancel)
    {
        var ticket = await one.ReadAsync(number, cancel);
        var of = (await tree.MergedAsync(ticket.Id, cancel)).ConvertAll(m => m.Id);
        var entries = await db.TimeEntries.AsNoTracking().Where(t => of.Contains(t.TicketId)).OrderBy(t => t.StartedAt).ThenBy(t => t.Id).ToListAsync(cancel);
        await names.LoadAsync(entries.Select(e => (long?)e.PersonId), [], cancel);
        var items = entries.ConvertAll(e => new Item(
            e.Id, names.Person(e.PersonId)!, e.StartedAt, Minutes(e.RunningFor is null ? e.Spent : clock.GetUtcNow() - e.StartedAt), e.What, e.RunningFor is not null));
        return new(items.Sum(i => i.Minutes), items);
    }

    private static int Minutes(TimeSpan span) => (int)Math.Ceiling(span.TotalMinutes);
}
