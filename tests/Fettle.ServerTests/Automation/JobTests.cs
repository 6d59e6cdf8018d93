using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Fettle.Protocol;
using Fettle.Server.Automation;
using Fettle.Server.Automation.Jobs;
using Fettle.Server.People;
using Fettle.ServerTests.Devices;
using Fettle.ServerTests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.Automation;

public abstract class JobTests(FettleServer server)
{
    [Fact]
    public async Task A_job_for_a_device_that_is_off_waits_and_is_given_out_signed_until_it_begins()
    {
        var (lead, device) = await LeadAndDeviceAsync();
        var id = await ScriptAsync(lead, device, "echo hello", "id");
        Assert.Equal("queued", await StatusAsync(lead, id));

        var first = Assert.Single(await device.FetchJobsAsync());
        Assert.Equal("sent", await StatusAsync(lead, id));
        var again = Assert.Single(await device.FetchJobsAsync());
        Assert.Equal((first.Id, first.Attempt), (again.Id, again.Attempt));
        Assert.Equal(["echo hello", "id"], first.Script!.Commands);

        await device.PrintAsync(first, 0, "");
        Assert.Equal("running", await StatusAsync(lead, id));
        Assert.Empty(await device.FetchJobsAsync());
        await device.FinishAsync(first);
        Assert.Equal("succeeded", await StatusAsync(lead, id));
    }

    [Fact]
    public async Task Output_that_comes_twice_or_out_of_turn_is_kept_once_and_read_from_where_the_reader_is()
    {
        var (lead, device) = await LeadAndDeviceAsync();
        var id = await ScriptAsync(lead, device, "x");
        var job = Assert.Single(await device.FetchJobsAsync());

        Assert.Equal(6, (await device.PrintAsync(job, 0, "one\nt\0")).Next);
        Assert.Equal(6, (await device.PrintAsync(job, 0, "one\nt\0")).Next);
        Assert.Equal(6, (await device.PrintAsync(job, 90, "later")).Next);
        Assert.Equal(9, (await device.PrintAsync(job, 5, "\0wo\n")).Next);
        await device.FinishAsync(job);

        var output = await lead.Client.GetFromJsonAsync<JsonElement>($"/api/jobs/{id}/output?from=4");
        Assert.Equal(("t\uFFFDwo\n", 9, true), (output.GetProperty("text").GetString(), output.GetProperty("next").GetInt32(), output.GetProperty("done").GetBoolean()));
    }

    [Fact]
    public async Task Output_beyond_a_megabyte_is_acknowledged_and_not_kept()
    {
        var (lead, device) = await LeadAndDeviceAsync();
        var id = await ScriptAsync(lead, device, "yes");
        var job = Assert.Single(await device.FetchJobsAsync());
        long next = 0;
        for (var i = 0; i < 8; i++)
            next = (await device.PrintAsync(job, next, new string('y', 200_000))).Next;

        Assert.True(next >= 1_600_000, $"{next}");
        var page = await lead.Client.GetFromJsonAsync<JsonElement>($"/api/jobs/{id}");
        Assert.InRange(page.GetProperty("outputLength").GetInt64(), AppendJobOutput.MostKept, AppendJobOutput.MostKept + 200);
        Assert.EndsWith("keeps no more of this output]\n", page.GetProperty("output").GetString());
    }

    [Fact]
    public async Task A_result_that_comes_twice_ends_the_job_once()
    {
        var (lead, device) = await LeadAndDeviceAsync();
        var id = await ScriptAsync(lead, device, "x");
        var job = Assert.Single(await device.FetchJobsAsync());

        await device.FinishAsync(job, JobOutcome.Failed, error: "exit code 3");
        await device.FinishAsync(job, JobOutcome.Succeeded);

        var page = await lead.Client.GetFromJsonAsync<JsonElement>($"/api/jobs/{id}");
        Assert.Equal(("failed", "exit code 3"), (page.GetProperty("status").GetString(), page.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task Another_devices_job_cannot_be_fetched_printed_to_or_ended()
    {
        var (lead, device) = await LeadAndDeviceAsync();
        using var other = await ScriptedDevice.EnrolAsync(server, lead.OrganisationId);
        var id = await ScriptAsync(lead, device, "x");
        var job = Assert.Single(await device.FetchJobsAsync());

        Assert.Empty(await other.FetchJobsAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync(Routes.JobOutput(id), new JobOutput(1, 0, "x"), ProtocolJson.Default.JobOutput)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.ReportAsync(job)).StatusCode);
        Assert.Equal("sent", await StatusAsync(lead, id));
    }

    [Fact]
    public async Task A_cancelled_job_that_was_not_fetched_never_goes_to_the_device()
    {
        var (lead, device) = await LeadAndDeviceAsync();
        var id = await ScriptAsync(lead, device, "x");

        Assert.Equal(HttpStatusCode.NoContent, (await lead.Client.PostAsync($"/api/jobs/{id}/cancel", null)).StatusCode);

        Assert.Empty(await device.FetchJobsAsync());
        Assert.Equal("cancelled", await StatusAsync(lead, id));
        Assert.Equal(HttpStatusCode.Conflict, (await lead.Client.PostAsync($"/api/jobs/{id}/cancel", null)).StatusCode);
    }

    [Fact]
    public async Task A_running_job_is_cancelled_when_the_device_says_so()
    {
        var (lead, device) = await LeadAndDeviceAsync();
        var id = await ScriptAsync(lead, device, "sleep 100");
        var job = Assert.Single(await device.FetchJobsAsync());
        await device.PrintAsync(job, 0, "");

        await lead.Client.PostAsync($"/api/jobs/{id}/cancel", null);
        Assert.Equal("running", await StatusAsync(lead, id));
        Assert.Equal([id], (await device.PollAsync()).Nudge.Cancel);
        await device.FinishAsync(job, JobOutcome.Cancelled);

        Assert.Equal("cancelled", await StatusAsync(lead, id));
        Assert.Null((await device.PollAsync()).Nudge.Cancel);
    }

    [Fact]
    public async Task A_job_that_is_not_fetched_in_time_expires_and_is_not_given_out_any_more()
    {
        var (lead, device) = await LeadAndDeviceAsync();
        var id = await ScriptAsync(lead, device, "x");
        server.Clock.Advance(TimeSpan.FromDays(1));

        await device.BeginSessionAsync();
        Assert.Empty(await device.FetchJobsAsync());
        await GiveUpAsync();

        Assert.Equal(JobStatus.Expired, await KeptStatusAsync(id));
    }

    [Fact]
    public async Task A_job_that_was_given_up_still_ends_as_its_device_says()
    {
        var (lead, device) = await LeadAndDeviceAsync();
        var id = await ScriptAsync(lead, device, "x");
        var job = Assert.Single(await device.FetchJobsAsync());
        await device.PrintAsync(job, 0, "begun\n");
        server.Clock.Advance(TimeSpan.FromMinutes(30));
        await GiveUpAsync();
        Assert.Equal(JobStatus.TimedOut, await KeptStatusAsync(id));

        await device.BeginSessionAsync();
        await device.FinishAsync(job);

        Assert.Equal(JobStatus.Succeeded, await KeptStatusAsync(id));
    }

    [Fact]
    public async Task A_script_that_was_interrupted_is_not_repeated_by_itself_but_by_a_person()
    {
        var (lead, device) = await LeadAndDeviceAsync();
        var id = await ScriptAsync(lead, device, "x");
        var first = Assert.Single(await device.FetchJobsAsync());
        await device.FinishAsync(first, JobOutcome.Interrupted, error: "The device went down.");
        Assert.Empty(await device.FetchJobsAsync());
        Assert.Equal("interrupted", await StatusAsync(lead, id));

        Assert.Equal(HttpStatusCode.NoContent, (await lead.Client.PostAsync($"/api/jobs/{id}/retry", null)).StatusCode);

        var second = Assert.Single(await device.FetchJobsAsync());
        Assert.Equal((id, 2), (second.Id, second.Attempt));
        Assert.Equal(HttpStatusCode.NotFound, (await device.ReportAsync(first)).StatusCode);
    }

    [Fact]
    public async Task A_script_of_somebody_who_may_not_approve_waits_for_somebody_who_may()
    {
        var (lead, device) = await LeadAndDeviceAsync();
        var id = await server.WithScopeOfAsync(lead.OrganisationId, async services => await services.GetRequiredService<IJobs>().StartAsync(
            new(device.Id, lead.OrganisationId, JobKind.Script, "t", TimeSpan.FromMinutes(1), server.Clock.GetUtcNow() + TimeSpan.FromHours(1), NeedsApproval: true, lead.Id)
            { Commands = ["x"] },
            CancellationToken.None));
        var technician = await server.SignInAsync(Role.Technician, lead.OrganisationId);
        Assert.Empty(await device.FetchJobsAsync());

        Assert.Equal(HttpStatusCode.Forbidden, (await technician.Client.PostAsync($"/api/jobs/{id}/approve", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await lead.Client.PostAsync($"/api/jobs/{id}/approve", null)).StatusCode);

        Assert.Single(await device.FetchJobsAsync());
        Assert.Equal(HttpStatusCode.Conflict, (await lead.Client.PostAsync($"/api/jobs/{id}/approve", null)).StatusCode);
    }

    [Fact]
    public async Task What_waits_for_a_retired_device_ends_with_it()
    {
        var (lead, device) = await LeadAndDeviceAsync();
        var id = await ScriptAsync(lead, device, "x");

        await lead.Client.DeleteAsync($"/api/devices/{device.Id}");
        await server.DeliverOutboxAsync();

        Assert.Equal("cancelled", await StatusAsync(lead, id));
        using var refused = await lead.Client.PostAsJsonAsync("/api/jobs", new { deviceId = device.Id, commands = new[] { "x" } });
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task Jobs_of_another_organisation_do_not_exist()
    {
        var (lead, device) = await LeadAndDeviceAsync();
        var id = await ScriptAsync(lead, device, "x");
        var stranger = await server.SignInAsync(Role.Lead, await server.OrganisationAsync());

        foreach (var path in new[] { $"/api/jobs/{id}", $"/api/jobs/{id}/output", $"/api/devices/{device.Id}", $"/api/devices/{device.Id}/jobs", $"/api/jobs?deviceId={device.Id}", $"/api/devices/{device.Id}/inventory/history" })
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Client.GetAsync(path)).StatusCode);
        foreach (var verb in new[] { "approve", "cancel", "retry" })
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Client.PostAsync($"/api/jobs/{id}/{verb}", null)).StatusCode);
        using var script = await stranger.Client.PostAsJsonAsync("/api/jobs", new { deviceId = device.Id, commands = new[] { "x" } });
        Assert.Equal(HttpStatusCode.NotFound, script.StatusCode);
        Assert.Empty((await stranger.Client.GetFromJsonAsync<JsonElement>("/api/jobs")).GetProperty("items").EnumerateArray());
    }

    private async Task<(TestPerson Lead, ScriptedDevice Device)> LeadAndDeviceAsync()
    {
        var organisation = await server.OrganisationAsync();
        return (await server.SignInAsync(Role.Lead, organisation), await ScriptedDevice.EnrolAsync(server, organisation));
    }

    private static async Task<long> ScriptAsync(TestPerson person, ScriptedDevice device, params string[] commands)
    {
        using var started = await person.Client.PostAsJsonAsync("/api/jobs", new { deviceId = device.Id, kind = "script", commands, timeLimitSeconds = 60 });
        Assert.Equal(HttpStatusCode.OK, started.StatusCode);
        return (await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("jobIds")[0].GetInt64();
    }

    private static async Task<string?> StatusAsync(TestPerson person, long job) =>
        (await person.Client.GetFromJsonAsync<JsonElement>($"/api/jobs/{job}")).GetProperty("status").GetString();

    private Task<JobStatus> KeptStatusAsync(long id) => server.WithDbAsync(db => db.Set<Job>().Where(j => j.Id == id).Select(j => j.Status).SingleAsync());

    private Task<bool> GiveUpAsync() => ActivatorUtilities.CreateInstance<GiveUpJobs>(server.Services).NextAsync(CancellationToken.None);

    public sealed class Sqlite(OnSqlite server) : JobTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : JobTests(server), IClassFixture<OnPostgres>;
}
