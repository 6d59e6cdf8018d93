using System.Net;
using System.Text.Json;
using Fettle.Server.People;
using Fettle.Server.ServiceDesk.OnCall.Alerts;
using Fettle.Server.ServiceDesk.Promises.Escalation;
using Fettle.Server.ServiceDesk.Promises.Recomputing;
using Fettle.ServerTests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.ServiceDesk.Promises;

/// <summary>A desk with a lead, a calendar that is always open (so that a test counts in plain minutes), and what the background does when a test says so.</summary>
internal sealed record PromisingDesk(FettleServer Server, Desk Desk, TestPerson Lead, long Calendar)
{
    public static async Task<PromisingDesk> OpenAsync(FettleServer server)
    {
        var desk = await ServiceDesk.Desk.OpenAsync(server);
        var lead = await server.SignInAsync(Role.Lead, desk.Organisation, "Lea");
        var calendar = await lead.PostAsync("/calendars", new { name = "Always", organisationId = desk.Organisation, rules = Rules("Etc/UTC", 0, 1440) });
        return new(server, desk, lead, calendar.Number("id"));
    }

    public static object Rules(string zone, int from, int to) => new
    {
        timeZone = zone,
        week = Enum.GetValues<DayOfWeek>().Select(d => new { day = JsonNamingPolicy.CamelCase.ConvertName($"{d}"), fromMinute = from, toMinute = to }),
        days = Array.Empty<object>(),
    };

    /// <summary>Answers within an hour, next answers within two, a solution within four; for every priority.</summary>
    public object Level(object[]? steps = null, int first = 60, int resolution = 240, long? queue = null, string? kind = null) => new
    {
        name = $"Level {queue}{kind}",
        organisationId = Desk.Organisation,
        queueId = queue,
        kind,
        calendarId = Calendar,
        goals = new[] { "p1", "p2", "p3", "p4", "p5" }.Select(p => new { priority = p, firstAnswer = first, nextAnswer = 120, update = (int?)null, resolution }),
        pauseForRequester = true,
        pauseForOther = true,
        steps = steps ?? [],
    };

    public static object Step(int? atPercent = null, int? afterMinutes = null, string tell = "nobody", long? rotation = null, bool raise = false, long? assign = null) => new
    {
        target = "firstAnswer",
        atPercent,
        afterMinutes,
        raisePriority = raise,
        assignTo = assign,
        tell,
        personId = (long?)null,
        rotationId = rotation,
    };

    public Task<JsonElement> PromiseAsync(object? level = null) => Lead.PostAsync("/service-levels", level ?? Level());

    public async Task<IReadOnlyDictionary<string, JsonElement>> TargetsAsync(long number) =>
        (await Desk.Technician.GetAsync($"/tickets/{number}/targets")).EnumerateArray().ToDictionary(t => t.Text("kind")!);

    public async Task<JsonElement> RowAsync(long number) => (await Desk.Technician.GetAsync("/tickets?limit=200")).Items().Single(t => t.Number() == number);

    public void Wait(int minutes) => Server.Clock.Advance(TimeSpan.FromMinutes(minutes));

    public async Task RecomputeAsync()
    {
        var work = ActivatorUtilities.CreateInstance<RecomputeTargets>(Server.Services);
        while (await work.NextAsync(CancellationToken.None))
        {
            // Until nothing is ordered.
        }
    }

    public async Task EscalateAsync()
    {
        var work = ActivatorUtilities.CreateInstance<Escalate>(Server.Services);
        while (await work.NextAsync(CancellationToken.None))
        {
            // Until none is due.
        }
    }

    public async Task TellAsync()
    {
        var work = ActivatorUtilities.CreateInstance<TellOnCall>(Server.Services);
        while (await work.NextAsync(CancellationToken.None))
        {
            // Until nobody is to be told.
        }
    }

    public async Task<long> RotationAsync(params long[] people) =>
        (await Lead.PostAsync("/on-call/rotations", Rotation(people))).Number("id");

    public object Rotation(long[] people, object? quiet = null, string? webhook = null, string? secret = null) => new
    {
        name = "Nights",
        organisationId = Desk.Organisation,
        rules = new { timeZone = "Etc/UTC", layers = new[] { new { people, everyDays = 7, from = "2031-01-01", handOverMinute = 0 } }, escalateAfterMinutes = 10, quiet },
        webhookUrl = webhook,
        webhookSecret = secret,
    };

    public static async Task<IReadOnlyList<JsonElement>> AlertsAsync(TestPerson of, bool answered = false) =>
        (await of.GetAsync($"/on-call/alerts?answered={(answered ? "true" : "false")}", HttpStatusCode.OK)).Items();
}
