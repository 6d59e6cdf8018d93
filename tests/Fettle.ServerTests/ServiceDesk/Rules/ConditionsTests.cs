using Fettle.Server.People.Persons;
using Fettle.Server.ServiceDesk.Rules;
using Fettle.Server.ServiceDesk.Rules.Matching;
using Fettle.Server.ServiceDesk.Tickets;
using Fettle.ServerTests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Fettle.ServerTests.ServiceDesk.Rules;

/// <summary>One language, answered twice: over all tickets by the database, over one at hand in memory.</summary>
public abstract class ConditionsTests(FettleServer server)
{
    private static readonly string[] Queries =
    [
        "status:new", "-status:new", "status:open,solved", "status:active", "status:waiting", "kind:incident", "priority:P1,P3", "priority>=P2", "priority<P3", "tag:vip", "-tag:vip", "printer", "-printer",
        "print", "\"printer is jammed\"", "requester:rita", "-requester:rita", "assignee:tom", "assignee:none", "-assignee:none", "device:none", "queue:desk", "age<1h", "age>1h", "age>30m", "quiet>30m",
        "quiet<30m", "instatus>30m", "instatus<30m", "created:today", "solved:today", "-solved:today", "printer status:new -tag:vip", "assignee:tom priority:P1",
    ];

    [Fact]
    public async Task The_database_and_the_memory_find_the_same_tickets()
    {
        var desk = await Desk.OpenAsync(server);
        var all = await FillAsync(desk);
        await server.WithDbAsync(db => server.WithAsync<IndexPerson>(async index =>
            await index.RunAsync(await db.Set<Person>().Where(p => p.Id == desk.Requester.Id || p.Id == desk.Technician.Id).ToListAsync(), CancellationToken.None)));
        var now = server.Clock.GetUtcNow();
        var facts = new Dictionary<long, TicketFacts>();
        await server.WithDbAsync(db => server.WithAsync<ReadFacts>(async read =>
        {
            var tickets = await db.Set<Ticket>().AsNoTracking().Where(t => t.OrganisationId == desk.Organisation).ToListAsync();
            facts = (await read.OfAsync(tickets, words: true, statusAge: true, CancellationToken.None)).Values.ToDictionary(f => f.Number);
        }));

        foreach (var query in Queries)
        {
            var byDatabase = (await desk.Technician.GetAsync($"/tickets?limit=200&q={Uri.EscapeDataString(query)}")).Items().Select(t => t.Number()).Order().ToList();
            var conditions = Conditions.Of(new("x", null, true, [RuleEvent.Opened], MatchMode.All, [query], []), now);
            var inMemory = all.Where(n => conditions.Hold(facts[n])).Order().ToList();

            Assert.True(byDatabase.SequenceEqual(inMemory), $"{query}: the database finds {string.Join(',', byDatabase)}, the memory {string.Join(',', inMemory)}");
        }
    }

    private async Task<IReadOnlyList<long>> FillAsync(Desk desk)
    {
        var numbers = new List<long>();
        foreach (var text in new[] { "The printer is jammed", "My mouse is dead", "Printing is slow", "The printer is old and jammed", "Nothing works" })
            numbers.Add(await desk.ReportAsync(text));
        numbers.Add((await desk.Technician.PostAsync("/tickets", new { kind = "request", subject = "A chair", body = "Please", impact = "high", urgency = "high", tags = new[] { "vip" } })).Number());
        server.Clock.Advance(TimeSpan.FromMinutes(45));
        await desk.SetStatusAsync(numbers[0], "open");
        await desk.SetStatusAsync(numbers[1], "waitingForRequester");
        await desk.SetStatusAsync(numbers[2], "resolved");
        await desk.Technician.PutAsync($"/tickets/{numbers[3]}/tags", new { tags = new[] { "vip", "old" } });
        await desk.Technician.PutAsync($"/tickets/{numbers[5]}/assignee", new { technicianId = desk.Technician.Id });
        server.Clock.Advance(TimeSpan.FromMinutes(20));
        await desk.Technician.PostAsync($"/tickets/{numbers[4]}/notes", new { body = "Was it the printer?" });
        return numbers;
    }

    public sealed class Sqlite(OnSqlite server) : ConditionsTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : ConditionsTests(server), IClassFixture<OnPostgres>;
}
