using System.Net;
using System.Text.Json;
using Fettle.Server.People;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk;

public abstract class ReportTests(FettleServer server)
{
    [Fact]
    public async Task A_report_counts_what_was_opened_answered_solved_reopened_and_rated()
    {
        var desk = await Desk.OpenAsync(server);
        var (answered, reopened) = (await desk.ReportAsync("Answered"), await desk.ReportAsync("Comes back"));
        await desk.ReportAsync("Waits");
        server.Clock.Advance(TimeSpan.FromMinutes(10));
        await desk.Technician.PostAsync($"/tickets/{answered}/replies", new { body = "On it" });
        server.Clock.Advance(TimeSpan.FromMinutes(20));
        await desk.SetStatusAsync(answered, "resolved");
        await desk.SetStatusAsync(reopened, "resolved");
        await desk.SetStatusAsync(reopened, "open");
        await desk.Requester.PutAsync($"/portal/tickets/{answered}/rating", new { score = 4 }, HttpStatusCode.NoContent);

        var all = (await ReportAsync(desk)).GetProperty("all");

        Assert.Equal((3, 1, 0, 1, 2), (Count(all, "opened"), Count(all, "solved"), Count(all, "verified"), Count(all, "reopened"), Count(all, "backlog")));
        Assert.Equal((10d, 30d), (all.GetProperty("firstAnswerMinutes").GetDouble(), all.GetProperty("solutionMinutes").GetDouble()));
        Assert.Equal((1, 1d), (Count(all, "ratings"), all.GetProperty("satisfied").GetDouble()));
    }

    [Fact]
    public async Task Groups_add_up_to_the_whole_and_what_is_nobodys_is_one_of_them()
    {
        var desk = await Desk.OpenAsync(server);
        var (mine, _) = (await desk.ReportAsync(), await desk.ReportAsync());
        await desk.Technician.PutAsync($"/tickets/{mine}/assignee", new { technicianId = desk.Technician.Id });

        var groups = (await ReportAsync(desk, "&by=technician")).GetProperty("groups").EnumerateArray().ToList();

        Assert.Equal(["", "Tom"], groups.Select(g => g.Text("name") ?? "").Order());
        Assert.All(groups, g => Assert.Equal(1, Count(g.GetProperty("figures"), "opened")));
    }

    [Theory]
    [InlineData("team")]
    [InlineData("category")]
    [InlineData("deviceModel")]
    public async Task What_belongs_to_no_part_is_a_part_of_its_own_whatever_it_is_grouped_by(string by)
    {
        var desk = await Desk.OpenAsync(server);
        await desk.ReportAsync();

        var group = Assert.Single((await ReportAsync(desk, $"&by={by}")).GetProperty("groups").EnumerateArray());

        Assert.Equal(System.Text.Json.JsonValueKind.Null, group.GetProperty("id").ValueKind);
        Assert.Equal(1, Count(group.GetProperty("figures"), "backlog"));
    }

    [Fact]
    public async Task A_team_has_the_tickets_of_the_queues_that_are_given_to_it()
    {
        var desk = await Desk.OpenAsync(server);
        var lead = await server.SignInAsync(Role.Lead, desk.Organisation, "Lea");
        await desk.ReportAsync();
        var queue = (await lead.GetAsync("/queues")).EnumerateArray().Single(q => q.Number("organisationId") == desk.Organisation).Number("id");
        var team = (await lead.PostAsync("/teams", new { organisationId = desk.Organisation, name = "Field", members = new[] { new { personId = desk.Technician.Id } } })).Number("id");
        await lead.PutAsync($"/queues/{queue}/assignment", new { method = "roundRobin", teamId = team }, HttpStatusCode.NoContent);

        var group = Assert.Single((await ReportAsync(desk, "&by=team")).GetProperty("groups").EnumerateArray());

        Assert.Equal("Field", group.Text("name"));
    }

    [Fact]
    public async Task What_costs_most_time_is_the_first_to_automate()
    {
        var desk = await Desk.OpenAsync(server);
        var lead = await server.SignInAsync(Role.Lead, desk.Organisation, "Lea");
        var passwords = (await lead.PostAsync("/categories", new { organisationId = desk.Organisation, name = "Passwords" })).Number("id");
        var (dear, cheap) = (await desk.ReportAsync("I forgot my password"), await desk.ReportAsync("Something"));
        await desk.Technician.PutAsync($"/tickets/{dear}/category", new { categoryId = passwords });
        foreach (var (number, minutes) in new[] { (dear, 45), (cheap, 5) })
        {
            await desk.Technician.PostAsync($"/tickets/{number}/times", new { minutes });
            await desk.SetStatusAsync(number, "resolved");
        }

        var causes = (await desk.Technician.GetAsync($"/reports/causes?organisationId={desk.Organisation}")).EnumerateArray().ToList();

        Assert.Equal([("Passwords", 45), (null, 5)], causes.Select(c => (c.Text("title"), c.GetProperty("minutes").GetInt32())));
        await desk.Requester.GetAsync("/reports/causes", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Days_are_those_of_the_time_zone()
    {
        var desk = await Desk.OpenAsync(server);
        var now = server.Clock.GetUtcNow();
        await desk.ReportAsync();

        // The same instant is on different days on both sides of the date line.
        var west = await ReportAsync(desk, "&zone=Pacific/Niue");
        var east = await ReportAsync(desk, "&zone=Pacific/Kiritimati");

        Assert.Equal($"{now.ToOffset(TimeSpan.FromHours(-11)):yyyy-MM-dd}", west.Text("to"));
        Assert.Equal($"{now.ToOffset(TimeSpan.FromHours(14)):yyyy-MM-dd}", east.Text("to"));
        Assert.All([west, east], report => Assert.Equal(1, Count(report.GetProperty("days").EnumerateArray().Last(), "opened")));
    }

    [Fact]
    public async Task Nobody_is_told_of_other_organisations()
    {
        var (desk, other) = (await Desk.OpenAsync(server), await Desk.OpenAsync(server));
        await other.ReportAsync();

        Assert.Equal(0, Count((await ReportAsync(desk)).GetProperty("all"), "opened"));
        await desk.Technician.GetAsync($"/reports/desk?organisationId={other.Organisation}", HttpStatusCode.NotFound);
        await desk.Requester.GetAsync("/reports/desk", HttpStatusCode.Forbidden);
        await (await server.SignInAsync(Role.Auditor, desk.Organisation, "Ada")).GetAsync("/reports/desk");
    }

    [Theory]
    [InlineData("from=2026-02-01&to=2026-01-01")]
    [InlineData("from=2020-01-01&to=2026-01-01")]
    [InlineData("zone=Nowhere/Nothing")]
    [InlineData("by=moon")]
    public async Task A_period_or_zone_that_is_none_is_refused(string query)
    {
        var desk = await Desk.OpenAsync(server);

        await desk.Technician.GetAsync($"/reports/desk?{query}", HttpStatusCode.BadRequest);
    }

    private static Task<JsonElement> ReportAsync(Desk desk, string more = "") => desk.Technician.GetAsync($"/reports/desk?organisationId={desk.Organisation}{more}");

    private static int Count(JsonElement figures, string name) => figures.GetProperty(name).GetInt32();

    public sealed class Sqlite(OnSqlite server) : ReportTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : ReportTests(server), IClassFixture<OnPostgres>;
}
