using System.Net;
using System.Text.Json;
using Fettle.Server.People;
using Fettle.Server.ServiceDesk.Recurring;
using Fettle.ServerTests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.ServiceDesk;

public abstract class RecurringTests(FettleServer server)
{
    [Fact]
    public async Task Each_day_has_its_ticket_once_also_after_the_server_was_away()
    {
        var (lead, template) = await OpenAsync();
        await lead.PostAsync("/recurring-tickets", Daily(template));
        await RunAsync();
        Assert.Empty((await lead.GetAsync("/tickets")).Items());

        server.Clock.Advance(TimeSpan.FromDays(3));
        await Task.WhenAll(RunAsync(), RunAsync());
        lead = await AgainAsync(lead);

        var made = (await lead.GetAsync("/tickets")).Items();
        Assert.Equal(3, made.Count);
        Assert.All(made, t => Assert.Equal("Look at the server room", t.Text("subject")));
        Assert.Equal(["Temperature"], (await lead.GetAsync($"/tickets/{made[0].Number()}/checklist")).EnumerateArray().Select(c => c.Text("text")));
    }

    [Fact]
    public async Task On_a_holiday_none_is_made_or_the_next_open_day_has_it()
    {
        var (lead, template) = await OpenAsync();
        var today = DateOnly.FromDateTime(server.Clock.GetUtcNow().UtcDateTime);
        var always = Enumerable.Range(0, 7).Select(day => new { day, fromMinute = 0, toMinute = 1440 });
        var names = Enum.GetNames<DayOfWeek>().Select(JsonNamingPolicy.CamelCase.ConvertName).ToArray();
        var calendar = (await lead.PostAsync("/calendars", new
        {
            organisationId = lead.OrganisationId,
            name = "c",
            rules = new
            {
                timeZone = "Etc/UTC",
                week = always.Select(a => new { day = names[a.day], a.fromMinute, a.toMinute }),
                days = new[] { new { name = "Holiday", from = today.AddDays(2), to = today.AddDays(3), yearly = false, open = Array.Empty<object>() } },
            },
        })).Number("id");
        var skips = (await lead.PostAsync("/recurring-tickets", Daily(template, calendar, "skip"))).Number("id");
        var moves = (await lead.PostAsync("/recurring-tickets", Daily(template, calendar, "nextOpenDay"))).Number("id");

        await RunUntilAsync(today.AddDays(2));
        lead = await AgainAsync(lead);

        Assert.Equal(today.AddDays(4), await NextAsync(lead, skips));
        Assert.Equal(today.AddDays(4), await NextAsync(lead, moves));
        await RunUntilAsync(today.AddDays(5));
        lead = await AgainAsync(lead);
        // Skipped: the days 0, 1 and 4. Moved: 0 and 1, then 2, 3 and 4 on day 4.
        Assert.Equal(3 + 5, (await lead.GetAsync("/tickets?limit=100")).Items().Count);
    }

    [Fact]
    public async Task What_is_switched_off_makes_none_and_does_not_make_up_for_it()
    {
        var (lead, template) = await OpenAsync();
        var id = (await lead.PostAsync("/recurring-tickets", Daily(template, enabled: false))).Number("id");
        server.Clock.Advance(TimeSpan.FromDays(5));
        await RunAsync();
        lead = await AgainAsync(lead);

        await lead.PutAsync($"/recurring-tickets/{id}", Daily(template));
        await RunAsync();

        Assert.Empty((await lead.GetAsync("/tickets")).Items());
        await lead.SendAsync(HttpMethod.Delete, $"/ticket-templates/{template}", null, HttpStatusCode.Conflict);
    }

    private async Task<(TestPerson Lead, long Template)> OpenAsync()
    {
        var organisation = await server.OrganisationAsync();
        var lead = await server.SignInAsync(Role.Lead, organisation);
        var template = new { name = "Server room", subject = "Look at the server room", checklist = new[] { "Temperature" } };
        return (lead, (await lead.PostAsync("/ticket-templates", new { organisationId = organisation, template })).Number("id"));
    }

    /// <summary>Their session has ended with the days.</summary>
    private Task<TestPerson> AgainAsync(TestPerson lead) => server.SignInAsync(Role.Lead, lead.OrganisationId);

    private static object Daily(long template, long? calendar = null, string whenClosed = "anyway", bool enabled = true) => new
    {
        templateId = template,
        every = "day",
        time = "23:59:00",
        timeZone = "Etc/UTC",
        from = "2020-01-01",
        calendarId = calendar,
        whenClosed,
        enabled,
    };

    private async Task RunUntilAsync(DateOnly day)
    {
        server.Clock.Advance(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) - server.Clock.GetUtcNow());
        await RunAsync();
    }

    private async Task RunAsync()
    {
        var open = ActivatorUtilities.CreateInstance<OpenRecurringTickets>(server.Services);
        while (await open.NextAsync(CancellationToken.None))
        {
            // Until none is due.
        }
    }

    private static async Task<DateOnly> NextAsync(TestPerson lead, long id) => DateOnly.FromDateTime(
        (await lead.GetAsync("/recurring-tickets")).EnumerateArray().Single(r => r.Number("id") == id).GetProperty("nextAt").GetDateTimeOffset().UtcDateTime);

    public sealed class Sqlite(OnSqlite server) : RecurringTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : RecurringTests(server), IClassFixture<OnPostgres>;
}
