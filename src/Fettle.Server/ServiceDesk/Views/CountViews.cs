using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Views;

/// <summary>How many tickets each of the caller's views has: one query for all of them.</summary>
internal sealed class CountViews(CurrentPerson me, ListViews list, TicketFilter filter) : IUseCase
{
    /// <summary>Counting stops here; nobody works a longer list by its number.</summary>
    public const int Most = 1000;

    /// <param name="Count">At most <see cref="Most"/>, which means that many or more.</param>
    public sealed record Item(string Id, int Count);

    // Members that are set, not a constructor's: only so can the database unite them.
    private sealed class Counted
    {
        public int Place { get; init; }

        public int Count { get; init; }
    }

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/tickets/counts", (CountViews useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<IReadOnlyList<Item>> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);

        // A view that searches by words is not counted: that would be a search for each.
        var counted = (await list.RunAsync(cancel)).Select(v => (v.Id, Query: TicketQuery.Parse(v.Query))).Where(v => v.Query.Q is null).ToList();
        IQueryable<Counted>? all = null;
        for (var i = 0; i < counted.Count; i++)
        {
            var place = i;
            var one = filter.Apply(counted[i].Query).Take(Most).Select(t => 1).GroupBy(_ => 1).Select(g => new Counted { Place = place, Count = g.Count() });
            all = all is null ? one : all.Concat(one);
        }
        var counts = await all!.ToDictionaryAsync(c => c.Place, c => c.Count, cancel);
        return [.. counted.Select((v, i) => new Item(v.Id, counts.GetValueOrDefault(i)))];
    }
}
