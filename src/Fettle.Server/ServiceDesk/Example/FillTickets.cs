using Fettle.Server.Platform.Example;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Search;
using Fettle.Server.ServiceDesk.Loop;
using Fettle.Server.ServiceDesk.Queues;
using Fettle.Server.ServiceDesk.Satisfaction;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Example;

/// <summary>The example's tickets: reported over the last 90 days in working hours, each at the point of its life that its age allows.</summary>
internal sealed class FillTickets(
    FettleDb db, FirstQueue queues, TicketSearch search, ISearchIndex index, ReopenOnReturnedFault reopen, CopyTickets copies) : IExample
{
    /// <summary>So many live a life of their own; in a larger example the others are copies.</summary>
    private const int Lived = 2000;

    private const int AtOnce = 250;
    private const int Days = 90;

    public int Order => 40;

    public async Task FillAsync(ExampleWorld world, CancellationToken cancel)
    {
        var lives = new List<ExampleLife>();
        foreach (var organisation in world.Organisations)
            lives.Add(new(world, organisation, await queues.OfAsync(organisation.Id, cancel)));
        // The queues are kept; from here on nothing is changed that was loaded.
        db.ChangeTracker.Clear();

        var instants = Enumerable.Range(0, Math.Min(world.Size.Tickets, Lived)).Select(_ => Instant(world)).Order().ToList();
        var documents = new List<SearchDocument>();
        for (var start = 0; start < instants.Count; start += AtOnce)
        {
            var tickets = instants.Skip(start).Take(AtOnce).Select((at, i) => Pick(lives, world.Random).Live(start + i + 1, at)).ToList();
            await db.InTransactionAsync(() => SaveAsync(tickets, start + tickets.Count, documents, cancel), cancel);
            db.ChangeTracker.Clear();
        }
        foreach (var (fault, at) in lives.SelectMany(life => life.ReturnedFaults).OrderBy(returned => returned.At))
            await db.InTransactionAsync(() => reopen.RunAsync(fault, at, cancel), cancel);
        if (world.Size.Tickets > Lived)
            await copies.UntilAsync(world.Size.Tickets, documents, cancel);
    }

    private async Task SaveAsync(List<Ticket> tickets, long last, List<SearchDocument> documents, CancellationToken cancel)
    {
        db.AddRange(tickets);
        await db.SaveChangesAsync(cancel);
        foreach (var ticket in tickets)
            db.AddRange(ticket.Entries.Where(e => e.Kind == EntryKind.Rated).Select(e => Rating.Of(ticket, e.Data!.Score!.Value, e.Text, e.At)));
        await db.SaveChangesAsync(cancel);
        foreach (var ticket in tickets)
            documents.AddRange(await search.DocumentsAsync(ticket, ticket.TakeWritten(), cancel));
        await index.PutAsync([.. documents.Where(d => d.Id >= tickets[0].Number)], cancel);
        await db.TicketNumbers.ExecuteUpdateAsync(s => s.SetProperty(n => n.Last, last), cancel);
    }

    /// <summary>Half of the tickets come to the first house, which has half of the people.</summary>
    private static ExampleLife Pick(List<ExampleLife> lives, Random dice) => dice.Next(2) == 0 ? lives[0] : lives[dice.Next(lives.Count)];

    private static DateTimeOffset Instant(ExampleWorld world)
    {
        var day = world.Now.Date - TimeSpan.FromDays(world.Random.Next(Days));
        if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday && world.Random.Next(5) > 0)
            day -= TimeSpan.FromDays(2);
        var at = new DateTimeOffset(day, TimeSpan.Zero) + TimeSpan.FromMinutes((7 * 60) + world.Random.Next(11 * 60));
        return at <= world.Now ? at : world.Now - TimeSpan.FromMinutes(world.Random.Next(1, 180));
    }
}
