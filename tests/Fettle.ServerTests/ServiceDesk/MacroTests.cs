using System.Net;
using System.Text.Json;
using Fettle.Server.People;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk;

public abstract class MacroTests(FettleServer server)
{
    [Fact]
    public async Task A_macro_shows_what_it_would_do_then_does_exactly_that_once()
    {
        var (desk, key) = (await Desk.OpenAsync(server), Guid.NewGuid().ToString());
        var number = await desk.ReportAsync("My mouse is dead");
        var macro = await SaveAsync(desk.Technician, new
        {
            name = "New mouse",
            reply = "Hello {{requester.first}}, a new mouse for #{{number}} is on its way. {{me}}",
            changes = new[] { new { kind = "assignee", value = "me" }, new { kind = "tag", value = "hardware" }, new { kind = "priority", value = "low,low" }, new { kind = "status", value = "waitingForOther" } },
        });

        var preview = await desk.Technician.GetAsync($"/tickets/{number}/macros/{macro}");
        Assert.Equal($"Hello Rita, a new mouse for #{number} is on its way. Tom", preview.Text("reply"));
        Assert.Equal(["assigneeChanged", "tagsChanged", "priorityChanged", "statusChanged"], preview.GetProperty("lines").EnumerateArray().Select(l => l.Text("kind")));
        Assert.Equal("new", await desk.StatusAsync(number));

        for (var twice = 0; twice < 2; twice++)
            await desk.Technician.PostAsync($"/tickets/{number}/macros/{macro}", new { }, idempotencyKey: key);
        var page = await desk.Technician.GetAsync($"/tickets/{number}");
        Assert.Equal(("waitingForOther", "p5", desk.Technician.Id), (page.Text("status"), page.Text("priority"), page.GetProperty("assignee").Number("id")));
        Assert.Single(await desk.TimelineAsync(number), kind => kind == "reply");
    }

    [Fact]
    public async Task What_cannot_be_done_whole_is_not_done_at_all()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync();
        await desk.SetStatusAsync(number, "closed");
        var macro = await SaveAsync(desk.Technician, new { name = "Reopen", note = "Again", changes = new[] { new { kind = "tag", value = "again" }, new { kind = "status", value = "open" } } });

        Assert.Contains("closed", (await desk.Technician.GetAsync($"/tickets/{number}/macros/{macro}")).Text("refused")!, StringComparison.Ordinal);
        await desk.Technician.PostAsync($"/tickets/{number}/macros/{macro}", new { }, HttpStatusCode.Conflict);

        Assert.Empty((await desk.Technician.GetAsync($"/tickets/{number}")).GetProperty("tags").EnumerateArray());
        Assert.DoesNotContain("note", await desk.TimelineAsync(number));
    }

    [Fact]
    public async Task A_macro_is_ones_own_until_the_desks_manager_shares_it()
    {
        var (desk, elsewhere) = (await Desk.OpenAsync(server), await Desk.OpenAsync(server));
        var lead = await server.SignInAsync(Role.Lead, desk.Organisation);
        var (own, shared) = (await SaveAsync(desk.Technician, new { name = "Mine", note = "x" }), await SaveAsync(lead, new { name = "Ours", note = "x", shared = true }));
        var number = await desk.ReportAsync();

        await desk.Technician.PostAsync("/macros", new { name = "Everybody's", note = "x", shared = true }, HttpStatusCode.Forbidden);
        await lead.GetAsync($"/tickets/{number}/macros/{own}", HttpStatusCode.NotFound);
        await elsewhere.Technician.SendAsync(HttpMethod.Delete, $"/macros/{shared}", null, HttpStatusCode.NotFound);
        await desk.Technician.SendAsync(HttpMethod.Delete, $"/macros/{shared}", null, HttpStatusCode.Forbidden);
        Assert.Equal([own, shared], (await desk.Technician.GetAsync("/macros")).EnumerateArray().Select(m => m.Number("id")).Order());
        await desk.Technician.PostAsync($"/tickets/{number}/macros/{shared}", new { });
        await lead.SendAsync(HttpMethod.Delete, $"/macros/{shared}", null, HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("""{"name":"x"}""", "changes")]
    [InlineData("""{"name":"x","reply":"Hello {{requestor}}"}""", "reply")]
    [InlineData("""{"name":"x","changes":[{"kind":"status","value":"gone"}]}""", "value")]
    [InlineData("""{"name":"x","changes":[{"kind":"priority","value":"high"}]}""", "value")]
    public async Task What_a_macro_can_never_do_is_refused_when_it_is_made(string macro, string field)
    {
        var desk = await Desk.OpenAsync(server);

        var refused = await desk.Technician.PostAsync("/macros", JsonElement.Parse(macro), HttpStatusCode.BadRequest);

        Assert.True(refused.GetProperty("errors").TryGetProperty(field, out _), refused.ToString());
    }

    private static async Task<long> SaveAsync(TestPerson who, object macro) => (await who.PostAsync("/macros", macro)).Number("id");

    public sealed class Sqlite(OnSqlite server) : MacroTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : MacroTests(server), IClassFixture<OnPostgres>;
}
