using System.Net;
using Fettle.Server.People;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.People;

public abstract class JournalReadingTests(FettleServer server)
{
    [Fact]
    public async Task An_auditor_reads_who_changed_what_from_where_in_their_organisation_and_no_other()
    {
        var (ours, theirs) = (await server.OrganisationAsync(), await server.OrganisationAsync());
        var (auditor, lead, stranger) = (await server.SignInAsync(Role.Auditor, ours), await server.SignInAsync(Role.Lead, ours, "Lea Lead"), await server.SignInAsync(Role.Lead, theirs));
        var id = (await NewPersonAsync(lead))["id"].GetInt64();
        await NewPersonAsync(stranger);

        var entries = (await auditor.Client.ReadAsync("/journal?subject=Person&limit=200"))["items"].EnumerateArray().ToList();

        Assert.All(entries, e => Assert.Equal(ours, e.GetProperty("organisationId").GetInt64()));
        var entry = entries.Single(e => e.GetProperty("subjectId").GetInt64() == id);
        Assert.Equal(("CreatePerson", "Lea Lead"), (entry.GetProperty("action").GetString(), entry.GetProperty("actorName").GetString()));
        Assert.Equal("New", entry.GetProperty("after").GetProperty("name").GetString());
        Assert.Single((await auditor.Client.ReadAsync($"/journal?subject=HeldRole&actor={lead.Id}"))["items"].EnumerateArray());
    }

    [Fact]
    public async Task The_journal_comes_in_pages_the_latest_first_and_can_be_limited_in_time()
    {
        var lead = await server.SignInAsync(Role.Administrator, await server.OrganisationAsync());
        for (var i = 0; i < 3; i++)
            await NewPersonAsync(lead);
        server.Clock.Advance(TimeSpan.FromHours(1));
        var since = server.Clock.GetUtcNow();
        await NewPersonAsync(lead);

        var first = await lead.Client.ReadAsync($"/journal?subject=Person&actor={lead.Id}&limit=3");
        var second = await lead.Client.ReadAsync($"/journal?subject=Person&actor={lead.Id}&limit=3&cursor={first["next"].GetString()}");

        var ids = first["items"].EnumerateArray().Concat(second["items"].EnumerateArray()).Select(e => e.GetProperty("id").GetInt64()).ToList();
        Assert.Equal(4, ids.Count);
        Assert.Equal(ids.OrderDescending(), ids);
        Assert.Single((await lead.Client.ReadAsync($"/journal?subject=Person&actor={lead.Id}&from={since.UtcDateTime:O}"))["items"].EnumerateArray());
    }

    [Fact]
    public async Task Only_who_may_read_all_of_the_journal_has_it_verified()
    {
        var organisation = await server.OrganisationAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await (await server.SignInAsync(Role.Lead, organisation)).Client.ReadAsync("/journal")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await server.SignInAsync(Role.Auditor, organisation)).Client.ReadAsync("/journal/verify")).Status);
        var verdict = await (await server.SignInEverywhereAsync(Role.Auditor, organisation)).Client.ReadAsync("/journal/verify");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, verdict["break"].ValueKind);
        Assert.True(verdict["entries"].GetInt64() > 0);
    }

    private static Task<Answer> NewPersonAsync(TestPerson by) =>
        by.Client.SendAsync("/people", new { organisationId = by.OrganisationId, name = "New", email = $"{Guid.NewGuid():N}@x.example" });

    public sealed class Sqlite(OnSqlite server) : JournalReadingTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : JournalReadingTests(server), IClassFixture<OnPostgres>;
}
