using Fettle.Server.Platform.Example;
using Fettle.Server.Platform.Journal;
using Fettle.Server.ServiceDesk.Catalogue.Requests;
using Fettle.Server.ServiceDesk.Catalogue;
using Fettle.Server.ServiceDesk.Tickets;
using Fettle.ServerTests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.Platform;

public abstract class ExampleTests(FettleServer server)
{
    private static readonly ExampleSize Small = new(People: 12, Devices: 12, Tickets: 240, Articles: 6);

    private static Task FillAsync(FettleServer server) => server.WithAsync<IServiceProvider>(
        services => ActivatorUtilities.CreateInstance<MakeExample>(services).RunAsync(Small, CancellationToken.None));

    [Fact]
    public async Task The_example_has_as_many_as_were_asked_for()
    {
        var reported = await server.WithDbAsync(db =>
        {
            var requests = db.CatalogueRequests;
            return db.Set<Ticket>().CountAsync(t => t.Kind != TicketKind.Problem && t.Kind != TicketKind.Change && !requests.Any(r => r.TicketId == t.Id));
        });

        Assert.Equal(Small.Tickets, reported);
    }

    [Fact]
    public async Task Its_requests_from_the_catalogue_are_in_several_states()
    {
        var states = await server.WithDbAsync(db => db.CatalogueRequests.Select(r => r.State).Distinct().ToListAsync());

        Assert.Equal([RequestState.Deciding, RequestState.Working, RequestState.Done, RequestState.Refused], states.Order());
    }

    [Fact]
    public async Task Its_tickets_are_at_every_point_of_their_life()
    {
        var statuses = await server.WithDbAsync(db => db.Set<Ticket>().Select(t => t.Status).Distinct().ToListAsync());

        Assert.Contains(TicketStatus.New, statuses);
        Assert.Contains(TicketStatus.Open, statuses);
        Assert.Contains(TicketStatus.Verified, statuses);
        Assert.Contains(TicketStatus.Closed, statuses);
    }

    [Fact]
    public async Task A_fault_that_came_back_has_opened_its_ticket_and_is_linked_to_a_problem()
    {
        var returned = await server.WithDbAsync(db => db.Set<TicketEntry>().Where(e => e.Kind == EntryKind.FaultReturned).Select(e => e.TicketId).ToListAsync());
        var problems = await server.WithDbAsync(db => db.Set<TicketLink>().Where(l => l.Kind == LinkKind.Problem).Select(l => l.FromId).ToListAsync());
        var active = await server.WithDbAsync(db => db.Set<Ticket>().Where(t => returned.Contains(t.Id)).Select(t => t.Status).Distinct().ToListAsync());

        Assert.NotEmpty(returned);
        Assert.Equal(returned.Order(), problems.Order());
        Assert.Equal([TicketStatus.Open], active);
    }

    [Fact]
    public async Task Nothing_of_it_lies_in_the_future()
    {
        var now = server.Clock.GetUtcNow();

        Assert.Equal(0, await server.WithDbAsync(db => db.Set<TicketEntry>().CountAsync(e => e.At > now)));
    }

    [Fact]
    public async Task Its_journal_proves_whole() =>
        await server.WithAsync<JournalVerification>(async journal => Assert.Null((await journal.RunAsync(CancellationToken.None)).Break));

    public sealed class Sqlite(FilledOnSqlite server) : ExampleTests(server), IClassFixture<FilledOnSqlite>;

    public sealed class Postgres(FilledOnPostgres server) : ExampleTests(server), IClassFixture<FilledOnPostgres>;

    public sealed class FilledOnSqlite : OnSqlite
    {
        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await FillAsync(this);
        }
    }

    public sealed class FilledOnPostgres(PostgresCluster cluster) : OnPostgres(cluster)
    {
        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await FillAsync(this);
        }
    }
}
