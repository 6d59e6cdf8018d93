using System.Net;
using System.Text.Json;
using Fettle.Server.People;
using Fettle.Server.ServiceDesk.Personal;
using Fettle.ServerTests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.ServiceDesk;

public abstract class PersonalTests(FettleServer server)
{
    [Fact]
    public async Task Favourites_are_ones_own()
    {
        var desk = await Desk.OpenAsync(server);
        var colleague = await server.SignInAsync(Role.Technician, desk.Organisation);
        var (number, _) = (await desk.ReportAsync(), await desk.ReportAsync());

        await desk.Technician.PutAsync($"/tickets/{number}/favourite", new { favourite = true }, HttpStatusCode.NoContent);
        await desk.Technician.PutAsync($"/tickets/{number}/favourite", new { favourite = true }, HttpStatusCode.NoContent);

        Assert.Equal([number], (await desk.Technician.GetAsync("/tickets?view=favourites")).Items().Select(t => t.Number()));
        Assert.Empty((await colleague.GetAsync("/tickets?favourite=true")).Items());
        Assert.True((await desk.Technician.GetAsync($"/tickets/{number}")).GetProperty("favourite").GetBoolean());
        await desk.Technician.PutAsync($"/tickets/{number}/favourite", new { favourite = false }, HttpStatusCode.NoContent);
        Assert.Empty((await desk.Technician.GetAsync("/tickets?favourite=true")).Items());
    }

    [Fact]
    public async Task A_reminder_is_told_once_when_it_is_due_and_stays_until_it_is_taken_away()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync();
        var id = (await desk.Technician.PostAsync($"/tickets/{number}/reminders", new { at = server.Clock.GetUtcNow().AddMinutes(30), text = "Call back" })).Number("id");
        var (here, there) = (ActivatorUtilities.CreateInstance<RemindPeople>(server.Services), ActivatorUtilities.CreateInstance<RemindPeople>(server.Services));
        while (await here.NextAsync(CancellationToken.None))
        {
            // Other tests' reminders.
        }
        Assert.False(Assert.Single((await desk.Technician.GetAsync("/reminders")).EnumerateArray()).GetProperty("due").GetBoolean());

        server.Clock.Advance(TimeSpan.FromMinutes(31));

        Assert.Single(await Task.WhenAll(here.NextAsync(CancellationToken.None), there.NextAsync(CancellationToken.None)), told => told);
        var due = Assert.Single((await desk.Technician.GetAsync("/reminders")).EnumerateArray());
        Assert.Equal((true, number, "Call back"), (due.GetProperty("due").GetBoolean(), due.Number(), due.Text("text")));
        var colleague = await server.SignInAsync(Role.Technician, desk.Organisation);
        Assert.Empty((await colleague.GetAsync("/reminders")).EnumerateArray());
        await colleague.SendAsync(HttpMethod.Delete, $"/reminders/{id}", null, HttpStatusCode.NotFound);
        await desk.Technician.SendAsync(HttpMethod.Delete, $"/reminders/{id}", null, HttpStatusCode.NoContent);
        await desk.Technician.PostAsync($"/tickets/{number}/reminders", new { at = server.Clock.GetUtcNow().AddMinutes(-1) }, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task One_timer_runs_for_each_and_what_it_measured_is_on_its_ticket()
    {
        var desk = await Desk.OpenAsync(server);
        var (one, other) = (await desk.ReportAsync(), await desk.ReportAsync());

        await desk.Technician.PostAsync($"/tickets/{one}/timer");
        server.Clock.Advance(TimeSpan.FromMinutes(12));
        await desk.Technician.PostAsync($"/tickets/{one}/timer");
        await desk.Technician.PostAsync($"/tickets/{other}/timer");
        Assert.Equal(other, (await desk.Technician.GetAsync("/timer")).GetProperty("running").Number());
        server.Clock.Advance(TimeSpan.FromSeconds(90));
        await desk.Technician.PostAsync("/timer/stop", new { what = "Looked into it" }, HttpStatusCode.NoContent);

        Assert.Equal((12, 2), (await MinutesAsync(one), await MinutesAsync(other)));
        Assert.Equal(JsonValueKind.Null, (await desk.Technician.GetAsync("/timer")).GetProperty("running").ValueKind);
        await desk.Technician.PostAsync("/timer/stop", new { }, HttpStatusCode.Conflict);

        async Task<int> MinutesAsync(long number) => (await desk.Technician.GetAsync($"/tickets/{number}/times")).GetProperty("totalMinutes").GetInt32();
    }

    [Fact]
    public async Task Two_timers_started_at_once_are_one_that_runs()
    {
        var desk = await Desk.OpenAsync(server);
        var (one, other) = (await desk.ReportAsync(), await desk.ReportAsync());

        await Task.WhenAll(StartAsync(one), StartAsync(other), StartAsync(one));

        var running = 0;
        foreach (var number in new[] { one, other })
            running += (await desk.Technician.GetAsync($"/tickets/{number}/times")).GetProperty("entries").EnumerateArray().Count(e => e.GetProperty("running").GetBoolean());
        Assert.Equal(1, running);

        async Task StartAsync(long number)
        {
            using var answer = await desk.Technician.Client.PostAsync(new Uri($"/api/tickets/{number}/timer", UriKind.Relative), null);
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Time_is_struck_out_by_whose_it_is_or_by_the_desks_manager()
    {
        var desk = await Desk.OpenAsync(server);
        var (colleague, lead, stranger) = (
            await server.SignInAsync(Role.Technician, desk.Organisation), await server.SignInAsync(Role.Lead, desk.Organisation), await server.SignInAsync(Role.Lead, await server.OrganisationAsync()));
        var number = await desk.ReportAsync();
        var id = (await desk.Technician.PostAsync($"/tickets/{number}/times", new { minutes = 25, what = "On the phone" })).Number("id");

        await desk.Technician.PostAsync($"/tickets/{number}/times", new { minutes = 0 }, HttpStatusCode.BadRequest);
        await stranger.GetAsync($"/tickets/{number}/times", HttpStatusCode.NotFound);
        await stranger.SendAsync(HttpMethod.Delete, $"/times/{id}", null, HttpStatusCode.NotFound);
        await colleague.SendAsync(HttpMethod.Delete, $"/times/{id}", null, HttpStatusCode.Forbidden);
        await lead.SendAsync(HttpMethod.Delete, $"/times/{id}", null, HttpStatusCode.NoContent);
        Assert.Empty((await desk.Technician.GetAsync($"/tickets/{number}/times")).GetProperty("entries").EnumerateArray());
    }

    public sealed class Sqlite(OnSqlite server) : PersonalTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : PersonalTests(server), IClassFixture<OnPostgres>;
}
