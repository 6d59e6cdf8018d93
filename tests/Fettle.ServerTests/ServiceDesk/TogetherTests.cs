using System.Net;
using System.Text.Json;
using Fettle.Server.People;
using Fettle.Server.Platform.Nudges;
using Fettle.ServerTests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.ServiceDesk;

public abstract class TogetherTests(FettleServer server)
{
    [Fact]
    public async Task What_somebody_begins_to_write_is_there_in_another_browser_and_for_nobody_else_until_it_is_sent()
    {
        var desk = await Desk.OpenAsync(server);
        var colleague = await server.SignInAsync(Role.Technician, desk.Organisation);
        var number = await desk.ReportAsync();

        await desk.Technician.PutAsync($"/tickets/{number}/own-draft", new { body = "Have you tri", @public = true }, HttpStatusCode.NoContent);

        Assert.Equal("Have you tri", (await desk.Technician.GetAsync($"/tickets/{number}")).GetProperty("ownDraft").Text("body"));
        Assert.Equal(JsonValueKind.Null, (await colleague.GetAsync($"/tickets/{number}")).GetProperty("ownDraft").ValueKind);
        await desk.Technician.PostAsync($"/tickets/{number}/replies", new { body = "Have you tried it?" });
        Assert.Equal(JsonValueKind.Null, (await desk.Technician.GetAsync($"/tickets/{number}")).GetProperty("ownDraft").ValueKind);
    }

    [Fact]
    public async Task An_empty_draft_is_none_and_one_too_long_is_refused()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync();
        await desk.Technician.PutAsync($"/tickets/{number}/own-draft", new { body = "x", @public = false }, HttpStatusCode.NoContent);

        await desk.Technician.PutAsync($"/tickets/{number}/own-draft", new { body = " \n", @public = false }, HttpStatusCode.NoContent);
        await desk.Technician.PutAsync($"/tickets/{number}/own-draft", new { body = new string('x', 50_001) }, HttpStatusCode.BadRequest);

        Assert.Equal(JsonValueKind.Null, (await desk.Technician.GetAsync($"/tickets/{number}")).GetProperty("ownDraft").ValueKind);
    }

    [Fact]
    public async Task Who_looks_or_types_is_said_to_colleagues_and_written_nowhere()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync();
        var heard = new System.Collections.Concurrent.ConcurrentQueue<Nudge>();
        using var subscription = server.Services.GetRequiredService<INudges>().Subscribe(heard.Enqueue);
        var version = (await desk.Technician.GetAsync($"/tickets/{number}")).Number("version");

        await desk.Technician.PutAsync($"/tickets/{number}/presence", new { doing = "typing" }, HttpStatusCode.NoContent);

        Assert.True(System.Threading.SpinWait.SpinUntil(() => heard.Any(n => n == new Nudge("typing", number, desk.Organisation, desk.Technician.Id)), TimeSpan.FromSeconds(20)));
        Assert.Equal(version, (await desk.Technician.GetAsync($"/tickets/{number}")).Number("version"));
        await desk.Requester.PutAsync($"/tickets/{number}/presence", new { doing = "looking" }, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Whoever_is_named_in_a_note_watches_the_ticket_and_a_mail_address_names_nobody()
    {
        var desk = await Desk.OpenAsync(server);
        var (anna, berta) = (await server.SignInAsync(Role.Technician, desk.Organisation, "Anna Berg"), await server.SignInAsync(Role.Technician, desk.Organisation, "Berta Frei"));
        var stranger = await server.SignInAsync(Role.Technician, await server.OrganisationAsync(), "Zoe Fern");
        var number = await desk.ReportAsync();

        await desk.Technician.PostAsync($"/tickets/{number}/notes", new { body = "@Anna, please ask @Zoe Fern or write to it@berta.example" });

        Assert.Equal([anna.Id], await WatchersAsync());
        await desk.Technician.PostAsync($"/tickets/{number}/notes", new { body = "And (@berta frei) again with @Anna Berg" });
        Assert.Equal([anna.Id, berta.Id], await WatchersAsync());
        await desk.Technician.PostAsync($"/tickets/{number}/replies", new { body = "Hello @Tom" });
        Assert.DoesNotContain(stranger.Id, await WatchersAsync());

        async Task<IEnumerable<long>> WatchersAsync() =>
            (await desk.Technician.GetAsync($"/tickets/{number}")).GetProperty("watchers").EnumerateArray().Select(w => w.Number("id")).Order().ToList();
    }

    [Fact]
    public async Task A_change_of_many_is_taken_back_but_for_those_that_were_changed_since()
    {
        var desk = await Desk.OpenAsync(server);
        var (one, other, open) = (await desk.ReportAsync(), await desk.ReportAsync(), await desk.ReportAsync());
        await desk.SetStatusAsync(open, "open");
        var bulk = (await desk.Technician.PostAsync("/tickets/bulk", new { numbers = new[] { one, other, open }, action = "status", value = "closed" })).Number("bulk");
        await desk.Technician.PostAsync($"/tickets/{other}/notes", new { body = "I looked at it" });
        var colleague = await server.SignInAsync(Role.Technician, desk.Organisation);
        await colleague.PostAsync($"/tickets/bulk/{bulk}/undo", null, HttpStatusCode.NotFound);

        var undone = await desk.Technician.PostAsync($"/tickets/bulk/{bulk}/undo");

        Assert.Equal([one, open], undone.GetProperty("done").EnumerateArray().Select(n => n.GetInt64()));
        Assert.Equal(other, Assert.Single(undone.GetProperty("refused").EnumerateArray()).Number());
        Assert.Equal(("new", "closed", "open"), (await desk.StatusAsync(one), await desk.StatusAsync(other), await desk.StatusAsync(open)));
        await desk.Technician.PostAsync($"/tickets/bulk/{bulk}/undo", null, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Tags_and_hands_are_taken_back_as_they_were_and_only_for_ten_minutes()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync();
        await desk.Technician.PutAsync($"/tickets/{number}/tags", new { tags = new[] { "a", "b" } });
        var tagged = (await desk.Technician.PostAsync("/tickets/bulk", new { numbers = new[] { number }, action = "untag", value = "a" })).Number("bulk");
        await desk.Technician.PostAsync($"/tickets/bulk/{tagged}/undo");
        Assert.Equal(["a", "b"], (await desk.Technician.GetAsync($"/tickets/{number}")).GetProperty("tags").EnumerateArray().Select(t => t.GetString()));

        var taken = (await desk.Technician.PostAsync("/tickets/bulk", new { numbers = new[] { number }, action = "assignee", value = "me" })).Number("bulk");
        server.Clock.Advance(TimeSpan.FromMinutes(11));

        await desk.Technician.PostAsync($"/tickets/bulk/{taken}/undo", null, HttpStatusCode.Conflict);
    }

    public sealed class Sqlite(OnSqlite server) : TogetherTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : TogetherTests(server), IClassFixture<OnPostgres>;
}
