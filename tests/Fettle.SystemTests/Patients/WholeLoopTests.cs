using System.Text.Json.Nodes;
using Fettle.SystemTests.Agent;

namespace Fettle.SystemTests.Patients;

/// <summary>
/// Report, diagnose, fix, verify, hold, document, with nothing made up: the published server, a Debian system that falls ill, the agent installed on it
/// as a service, a requester at the portal and a technician at the API.
/// </summary>
public abstract class WholeLoopTests(string faultName)
{
    /// <summary>The first look after the fix comes soon enough for a test to see it, and late enough to fall ill again before it.</summary>
    private static readonly string[] HoldsSoon = ["--Diagnosis:FirstHold", "00:00:06"];

    [Fact(Timeout = Treatment.LongestMilliseconds)]
    public async Task A_report_is_diagnosed_fixed_verified_and_held_and_opens_again_when_the_fault_is_back()
    {
        PublishedServer.SkipWhereThereIsNone();
        Lab.SkipWhereItCannotRun();
        var fault = await Fault.ReadAsync(faultName, TestContext.Current.CancellationToken);
        await using var patient = await Patient.AdmitAsync(faultName, TestContext.Current.CancellationToken);
        await using var server = new PublishedServer { Everywhere = true, Further = HoldsSoon };
        await server.InitializeAsync();
        using var alice = await server.InviteAsync("Alice Example", "alice@example.org");
        var device = await InstalledAgent.EnrolAsync(patient, server);
        await patient.RunAsync("/bin/sh", "-c", "(sleep infinity | exec script -qfc 'login -f alice' /dev/null) >/dev/null 2>&1 &");
        await Eventually.HoldsAsync("alice is seen at work", async () => (await server.GetAsync($"/devices/{device}"))["usersAtWork"]!.AsArray().Any(u => (string?)u!["name"] == "alice"));

        // Report: nobody says which device.
        await patient.FallIllAsync();
        Assert.False(await patient.UserCanWorkAsync());
        var report = await alice.ReportAsync(fault.Complaints[0]);
        var ticket = (long)report["number"]!;
        Assert.Equal(device, (long?)report["device"]?["id"]);

        // Diagnose: by itself.
        var checkUp = await DiagnosedAsync(server, ticket);
        var likeliest = checkUp["findings"]!.AsArray().FirstOrDefault();
        Assert.True(fault.Causes.Contains((string?)likeliest?["cause"]), checkUp["findings"]!.ToJsonString());
        Assert.NotEmpty(likeliest!["evidence"]!.AsArray());

        // Fix: what is previewed is what runs.
        var job = await ApplyAsync(server, checkUp, likeliest);
        Assert.Equal("succeeded", (string?)job["status"]);
        Assert.NotEmpty((string)job["output"]!);

        // Verify: by the device's evidence, and the person's own.
        await StatusIsAsync(server, ticket, "verified");
        Assert.True(await patient.UserCanWorkAsync());
        await patient.RelapseAsync();
        var solved = await server.GetAsync($"/tickets/{ticket}");
        Assert.StartsWith("Hello Alice Example", (string?)solved["draft"]?["body"]);
        Assert.Equal(["6 seconds", "1 day", "7 days"], Holds(await server.GetAsync($"/tickets/{ticket}/diagnosis")).Select(hold => (string?)hold["after"]));

        // Hold: the fault is back, and the ticket with it.
        await StatusIsAsync(server, ticket, "open");
        var reopened = await server.GetAsync($"/tickets/{ticket}");
        Assert.Contains(reopened["links"]!.AsArray(), link => (string?)link!["kind"] == "problem" && (string?)link["ticketKind"] == "problem");
        Assert.Equal(["returned", "cancelled", "cancelled"], Holds(await server.GetAsync($"/tickets/{ticket}/diagnosis")).Select(hold => (string?)hold["status"]));

        // Document: every step, for the technician and in plain words for the requester, and in a journal whose chain holds.
        var told = (await server.GetAsync($"/tickets/{ticket}/timeline"))["items"]!.AsArray().Select(entry => (string)entry!["kind"]!).ToHashSet();
        Assert.Superset(new HashSet<string> { "opened", "checkUpStarted", "checkUpFinished", "remedyStarted", "remedyFinished", "replyDrafted", "faultReturned", "reopened", "linked" }, told);
        Assert.NotEmpty((await alice.TicketAsync(ticket))["entries"]!.AsArray());
        var (code, output) = await server.CommandAsync("journal verify");
        Assert.True(code == 0, output);
    }

    private static async Task<JsonObject> DiagnosedAsync(PublishedServer server, long ticket)
    {
        JsonObject? current = null;
        await Eventually.HoldsAsync("the check-up is done", async () =>
            (string?)(current = (await server.GetAsync($"/tickets/{ticket}/diagnosis"))["current"]?.AsObject())?["status"] == "done");
        return current!;
    }

    /// <returns>The job, once it has ended.</returns>
    private static async Task<JsonObject> ApplyAsync(PublishedServer server, JsonObject checkUp, JsonNode finding)
    {
        var remedy = finding["remedies"]!.AsArray().First(remedy => remedy!["commands"]!.AsArray().Count > 0)!;
        JsonObject Chosen() => new() { ["checkUpId"] = (long)checkUp["id"]!, ["cause"] = (string)finding["cause"]!, ["remedyId"] = (string)remedy["id"]! };
        var preview = await server.PostAsync("/remedies/preview", Chosen());
        var started = await server.PostAsync("/remedies", Chosen());
        if ((bool)started["waitsForApproval"]!)
            await server.PostAsync($"/jobs/{started["jobId"]}/approve", []);

        var job = await server.JobAsync((long)started["jobId"]!);
        Assert.Equal(Commands(preview), Commands(job));
        return job;
    }

    private static IEnumerable<string> Commands(JsonObject of) => of["commands"]!.AsArray().Select(command => (string)command!);

    private static IEnumerable<JsonNode> Holds(JsonObject diagnosis) => diagnosis["holds"]!.AsArray().Select(hold => hold!);

    private static Task StatusIsAsync(PublishedServer server, long ticket, string status) =>
        Eventually.HoldsAsync($"the ticket is {status}", async () => (string?)(await server.GetAsync($"/tickets/{ticket}"))["status"] == status);

    public sealed class ResolverWrong() : WholeLoopTests("dns.resolver-wrong/knows-nothing");

    public sealed class ServiceFailed() : WholeLoopTests("service.failed/killed");
}
