using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Fettle.Protocol;
using Fettle.Server.Diagnosis;
using Fettle.Server.Diagnosis.Holds;
using Fettle.Server.People;
using Fettle.Server.Platform.Outbox;
using Fettle.Server.ServiceDesk;
using Fettle.ServerTests.Devices;
using Fettle.ServerTests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.Diagnosis;

/// <summary>Report, diagnose, fix, verify, hold: as the server sees it, with a device that answers what a test says.</summary>
public abstract class LoopTests(LoopServer loop)
{
    private readonly FettleServer _server = loop.Server;

    [Fact]
    public async Task A_report_about_a_device_starts_one_check_up_on_it_and_the_ticket_shows_what_it_found()
    {
        var (technician, device, ticket) = await NewAsync();
        var opened = new TicketOpened(technician.OrganisationId, 1, ticket, Incident: true, null, device.Id, "I cannot save my file");
        await HearAsync(opened);
        await HearAsync(opened);

        var job = Assert.Single(await device.FetchJobsAsync());
        Assert.Equal("I cannot save my file", job.CheckUp!.Symptom);
        Assert.Equal("waiting", (await DiagnosisAsync(technician, ticket)).GetProperty("current").GetProperty("status").GetString());
        await device.PrintAsync(job, 0, "");
        Assert.Equal("running", (await DiagnosisAsync(technician, ticket)).GetProperty("current").GetProperty("status").GetString());
        await device.FinishAsync(job, report: Reports.FullDisk);
        await _server.DeliverOutboxAsync();

        var current = (await DiagnosisAsync(technician, ticket)).GetProperty("current");
        Assert.Equal("done", current.GetProperty("status").GetString());
        Assert.Equal("fs.full", current.GetProperty("findings")[0].GetProperty("cause").GetString());
        Assert.Equal("pc-1", current.GetProperty("snapshot").GetProperty("hostName").GetString());
        Assert.Equal("There is a default route", current.GetProperty("ruledOut")[0].GetProperty("why").GetString());
        var finished = Assert.Single(loop.Heard<CheckUpFinished>(ticket));
        Assert.Equal(["/var is 100 % full"], finished.Causes);
        Assert.Equal(["/var has 0 B of 20 GB left"], finished.Evidence!);
        var item = (await technician.Client.GetFromJsonAsync<JsonElement>("/api/devices")).GetProperty("items")[0];
        Assert.Equal(1, item.GetProperty("openFindings").GetInt32());
    }

    [Fact]
    public async Task A_command_that_does_not_read_as_it_would_run_cannot_be_approved()
    {
        var (technician, device, ticket) = await NewAsync();
        var checkUp = await CheckUpAsync(technician, device, ticket);

        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(technician, "/api/remedies/preview", checkUp, "trick")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(technician, "/api/remedies", checkUp, "ask")).StatusCode);
    }

    [Fact]
    public async Task A_remedy_runs_the_previewed_commands_and_is_verified_by_the_devices_evidence_alone()
    {
        var (technician, device, ticket) = await NewAsync();
        var checkUp = await CheckUpAsync(technician, device, ticket);
        var preview = await ReadAsync(await PostAsync(technician, "/api/remedies/preview", checkUp, "clean-caches"));
        Assert.Equal(("apt-get clean", "safe", false), (preview.GetProperty("commands")[0].GetString(), preview.GetProperty("risk").GetString(), preview.GetProperty("needsApproval").GetBoolean()));

        await ReadAsync(await PostAsync(technician, "/api/remedies", checkUp, "clean-caches"));
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(technician, "/api/remedies", checkUp, "clean-caches")).StatusCode);
        var job = Assert.Single(await device.FetchJobsAsync());
        Assert.Equal(["apt-get clean"], job.Remedy!.Commands);
        Assert.Equal(["/var"], job.Remedy.Instances);
        await device.FinishAsync(job, JobOutcome.Failed, Reports.Fix(verified: false));
        await _server.DeliverOutboxAsync();
        Assert.False((await DiagnosisAsync(technician, ticket)).GetProperty("verified").GetBoolean());
        Assert.Empty((await DiagnosisAsync(technician, ticket)).GetProperty("holds").EnumerateArray());

        await FixAsync(technician, device, checkUp);

        var diagnosis = await DiagnosisAsync(technician, ticket);
        Assert.True(diagnosis.GetProperty("verified").GetBoolean());
        Assert.Equal(["1 hour", "1 day", "7 days"], diagnosis.GetProperty("holds").EnumerateArray().Select(h => h.GetProperty("after").GetString()));
        var told = loop.Heard<RemedyFinished>(ticket);
        Assert.Equal([false, true], told.Select(t => t.Verified));
        Assert.Equal(["/var has 6 GB left"], told[1].HowVerified!);
        Assert.Equal("The disk of your computer is full, so nothing can be saved.", told[1].PlainExplanation);
        var item = (await technician.Client.GetFromJsonAsync<JsonElement>("/api/devices")).GetProperty("items")[0];
        Assert.Equal(0, item.GetProperty("openFindings").GetInt32());
    }

    [Fact]
    public async Task A_dangerous_remedy_waits_for_somebody_who_may_approve()
    {
        var (technician, device, ticket) = await NewAsync();
        var lead = await _server.SignInAsync(Role.Lead, technician.OrganisationId);
        var checkUp = await CheckUpAsync(technician, device, ticket);

        var started = await ReadAsync(await PostAsync(technician, "/api/remedies", checkUp, "grow"));
        Assert.Empty(await device.FetchJobsAsync());
        Assert.Empty(loop.Heard<RemedyStarted>(ticket));
        await lead.Client.PostAsync($"/api/jobs/{started.GetProperty("jobId").GetInt64()}/approve", null);
        await _server.DeliverOutboxAsync();

        Assert.Equal("grow", Assert.Single(await device.FetchJobsAsync()).Remedy!.RemedyId);
        Assert.Equal(lead.Id, Assert.Single(loop.Heard<RemedyStarted>(ticket)).PersonId);
    }

    [Fact]
    public async Task Whoever_starts_a_dangerous_remedy_may_approve_it_only_where_nobody_else_may()
    {
        var (technician, device, ticket) = await NewAsync();
        var lead = await _server.SignInAsync(Role.Lead, technician.OrganisationId);
        var checkUp = await CheckUpAsync(technician, device, ticket);
        var job = (await ReadAsync(await PostAsync(lead, "/api/remedies", checkUp, "grow"))).GetProperty("jobId").GetInt64();
        var other = await _server.SignInAsync(Role.Lead, technician.OrganisationId);

        await lead.PostAsync($"/jobs/{job}/approve", expected: HttpStatusCode.Conflict);
        Assert.Empty(await device.FetchJobsAsync());
        await _server.WithDbAsync(db => db.Persons.Where(p => p.Id == other.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.DisabledAt, _server.Clock.GetUtcNow())));

        await lead.PostAsync($"/jobs/{job}/approve", expected: HttpStatusCode.NoContent);
        Assert.Equal("grow", Assert.Single(await device.FetchJobsAsync()).Remedy!.RemedyId);
    }

    [Fact]
    public async Task A_fault_that_stays_away_passes_all_three_looks()
    {
        var (technician, device, ticket) = await NewAsync();
        await FixAsync(technician, device, await CheckUpAsync(technician, device, ticket));

        foreach (var (wait, nth) in new[] { (TimeSpan.FromHours(1), 1), (TimeSpan.FromHours(23), 2), (TimeSpan.FromDays(6), 3) })
        {
            await LookAsync(device, wait, Reports.Verification("gone"));
            Assert.Equal(nth, loop.Heard<HoldPassed>(ticket).Count);
        }
    }

    [Fact]
    public async Task A_fault_that_comes_back_is_told_once_and_ends_the_later_looks()
    {
        var (technician, device, ticket) = await NewAsync();
        await FixAsync(technician, device, await CheckUpAsync(technician, device, ticket));

        await LookAsync(device, TimeSpan.FromHours(1), Reports.Verification("present"));
        await LookAsync(device, TimeSpan.FromDays(7), null);

        var back = Assert.Single(loop.Heard<FaultReturned>(ticket));
        Assert.Equal(("fs.full", "/var is 100 % full", "1 hour", "/var is looked at"), (back.Cause, back.Title, back.After, back.Evidence));
        Assert.Empty(loop.Heard<HoldPassed>(ticket));
    }

    [Fact]
    public async Task The_same_cause_elsewhere_on_the_device_is_not_the_fault_that_was_put_right()
    {
        var (technician, device, ticket) = await NewAsync();
        await FixAsync(technician, device, await CheckUpAsync(technician, device, ticket));

        await LookAsync(device, TimeSpan.FromHours(1), Reports.Verification("present", "/home"));

        Assert.Empty(loop.Heard<FaultReturned>(ticket));
        Assert.Single(loop.Heard<HoldPassed>(ticket));
    }

    [Fact]
    public async Task A_ticket_that_a_person_opens_again_is_looked_at_no_more()
    {
        var (technician, device, ticket) = await NewAsync();
        await FixAsync(technician, device, await CheckUpAsync(technician, device, ticket));

        await HearAsync(new TicketReopened(technician.OrganisationId, 1, ticket, "a person"));
        await LookAsync(device, TimeSpan.FromDays(7), null);

        Assert.Empty(loop.Heard<HoldPassed>(ticket));
    }

    [Fact]
    public async Task A_device_that_is_off_when_a_look_is_due_looks_when_it_is_back_and_not_after_a_week()
    {
        var (technician, device, ticket) = await NewAsync();
        await FixAsync(technician, device, await CheckUpAsync(technician, device, ticket));
        await RunDueAsync(TimeSpan.FromHours(1));

        _server.Clock.Advance(TimeSpan.FromDays(3));
        await device.BeginSessionAsync();
        var job = Assert.Single(await device.FetchJobsAsync(), j => j.Kind == JobKind.Verify);
        Assert.Equal(["fs.full"], job.Verify!.Causes);
        await device.FinishAsync(job, report: Reports.Verification("gone"));
        await _server.DeliverOutboxAsync();
        Assert.Single(loop.Heard<HoldPassed>(ticket));

        await RunDueAsync(TimeSpan.FromDays(1));
        _server.Clock.Advance(TimeSpan.FromDays(8));
        await device.BeginSessionAsync();
        Assert.Empty(await device.FetchJobsAsync());
    }

    [Fact]
    public async Task A_check_up_whose_report_cannot_be_read_has_failed_and_says_so()
    {
        var (technician, device, ticket) = await NewAsync();
        await StartAsync(technician, device, ticket);
        var job = Assert.Single(await device.FetchJobsAsync());

        await device.FinishAsync(job, report: """{"findings": [{"cause": 12}]}""");
        await _server.DeliverOutboxAsync();

        var current = (await DiagnosisAsync(technician, ticket)).GetProperty("current");
        Assert.Equal(("failed", "The device's report cannot be read."), (current.GetProperty("status").GetString(), current.GetProperty("failure").GetString()));
    }

    [Fact]
    public async Task An_interrupted_check_up_is_tried_again_by_itself_at_most_twice()
    {
        var (technician, device, ticket) = await NewAsync();
        await StartAsync(technician, device, ticket);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var job = Assert.Single(await device.FetchJobsAsync());
            Assert.Equal(attempt, job.Attempt);
            await device.FinishAsync(job, JobOutcome.Interrupted, error: "The device went down.");
        }
        await _server.DeliverOutboxAsync();

        Assert.Empty(await device.FetchJobsAsync());
        Assert.Equal("The device went down.", Assert.Single(loop.Heard<CheckUpFinished>(ticket)).Failure);
    }

    [Fact]
    public async Task Check_ups_remedies_and_holds_of_another_organisation_do_not_exist()
    {
        var (technician, device, ticket) = await NewAsync();
        var checkUp = await CheckUpAsync(technician, device, ticket);
        await FixAsync(technician, device, checkUp);
        var stranger = await _server.SignInAsync(Role.Administrator, await _server.OrganisationAsync());

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Client.GetAsync($"/api/checkups/{checkUp}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Client.GetAsync($"/api/checkups/{checkUp}/report")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(stranger, "/api/remedies", checkUp, "clean-caches")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Client.PostAsJsonAsync("/api/checkups", new { deviceId = device.Id })).StatusCode);
        Assert.Empty((await DiagnosisAsync(stranger, ticket)).GetProperty("checkUps").EnumerateArray());
        Assert.Empty((await stranger.Client.GetFromJsonAsync<JsonElement>("/api/holds")).GetProperty("items").EnumerateArray());
    }

    private async Task<(TestPerson Technician, ScriptedDevice Device, long Ticket)> NewAsync()
    {
        var organisation = await _server.OrganisationAsync();
        return (await _server.SignInAsync(Role.Technician, organisation), await ScriptedDevice.EnrolAsync(_server, organisation), loop.NewTicket());
    }

    private static async Task<long> StartAsync(TestPerson person, ScriptedDevice device, long ticket)
    {
        using var started = await person.Client.PostAsJsonAsync("/api/checkups", new { deviceId = device.Id, symptom = "I cannot save", ticketNumber = ticket });
        return (await ReadAsync(started)).GetProperty("id").GetInt64();
    }

    private async Task<long> CheckUpAsync(TestPerson person, ScriptedDevice device, long ticket)
    {
        var id = await StartAsync(person, device, ticket);
        await device.FinishAsync(Assert.Single(await device.FetchJobsAsync()), report: Reports.FullDisk);
        await _server.DeliverOutboxAsync();
        return id;
    }

    private async Task FixAsync(TestPerson person, ScriptedDevice device, long checkUp)
    {
        await ReadAsync(await PostAsync(person, "/api/remedies", checkUp, "clean-caches"));
        await device.FinishAsync(Assert.Single(await device.FetchJobsAsync()), report: Reports.Fix(verified: true));
        await _server.DeliverOutboxAsync();
    }

    /// <summary>Lets time pass, and the device answer what it is asked then: nothing where <paramref name="report"/> is null.</summary>
    private async Task LookAsync(ScriptedDevice device, TimeSpan wait, string? report)
    {
        await RunDueAsync(wait);
        await device.BeginSessionAsync();
        var jobs = await device.FetchJobsAsync();
        Assert.Equal(report is null ? 0 : 1, jobs.Count);
        foreach (var job in jobs)
            await device.FinishAsync(job, report: report);
        await _server.DeliverOutboxAsync();
    }

    private Task RunDueAsync(TimeSpan wait)
    {
        _server.Clock.Advance(wait);
        return ActivatorUtilities.CreateInstance<RunDueHolds>(_server.Services).RunAsync(CancellationToken.None);
    }

    private async Task HearAsync(IEvent @event)
    {
        await _server.WithDbAsync(async db =>
        {
            db.Tell(@event);
            await db.SaveChangesAsync();
        });
        await _server.DeliverOutboxAsync();
    }

    private static Task<HttpResponseMessage> PostAsync(TestPerson person, string path, long checkUp, string remedy) =>
        person.Client.PostAsJsonAsync(path, new { checkUpId = checkUp, cause = "fs.full", remedyId = remedy });

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
            return await response.Content.ReadFromJsonAsync<JsonElement>();
        }
    }

    private static Task<JsonElement> DiagnosisAsync(TestPerson person, long ticket) => person.Client.GetFromJsonAsync<JsonElement>($"/api/tickets/{ticket}/diagnosis");

    public sealed class Sqlite(LoopOnSqlite loop) : LoopTests(loop), IClassFixture<LoopOnSqlite>;

    public sealed class Postgres(LoopOnPostgres loop) : LoopTests(loop), IClassFixture<LoopOnPostgres>;
}
