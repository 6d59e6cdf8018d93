using System.Text.Json.Nodes;
using Fettle.ServerTests.Testing;
using Fettle.SystemTests.Agent;

namespace Fettle.SystemTests.Server;

/// <summary>Two servers on one PostgreSQL and one folder: whichever of them somebody asks, it is one Fettle.</summary>
public sealed class ReplicaTests(PostgresCluster cluster)
{
    [Fact]
    public async Task A_job_started_through_one_replica_runs_once_on_the_agent_that_another_holds()
    {
        PublishedServer.SkipWhereThereIsNone();
        await using var one = await FirstAsync();
        await using var other = await one.StartReplicaAsync();
        await using var agent = await PublishedAgent.EnrolAsync(one);
        var trace = Path.Combine(agent.Folder, "trace");
        agent.Start();
        await agent.PresenceIsAsync("online");
        Assert.Equal("online", (string?)(await other.GetAsync($"/devices/{agent.DeviceId}"))["presence"]);

        var job = await other.RunScriptAsync(agent.DeviceId, $"echo ran >> {trace}", "echo said");
        var ended = await one.JobAsync(job);

        Assert.Equal(("succeeded", "said\n"), ((string?)ended["status"], (string?)ended["output"]));
        Assert.Equal("ran\n", await File.ReadAllTextAsync(trace));
    }

    [Fact]
    public async Task A_browser_on_one_replica_hears_of_what_was_written_on_another()
    {
        PublishedServer.SkipWhereThereIsNone();
        await using var one = await FirstAsync();
        await using var other = await one.StartReplicaAsync();
        await using var line = await other.ListenAsync();

        var ticket = (long)(await OpenAsync(one, "written on one"))["number"]!;

        await line.HearAsync("ticket", ticket, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Replicas_that_share_the_outbox_do_each_thing_once()
    {
        PublishedServer.SkipWhereThereIsNone();
        await using var one = await FirstAsync();
        await using var other = await one.StartReplicaAsync();
        await using var agent = await PublishedAgent.EnrolAsync(one);

        var opened = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => OpenAsync(i % 2 == 0 ? one : other, $"ticket {i}", agent.DeviceId)));
        var numbers = opened.Select(t => (long)t["number"]!).ToList();
        await Eventually.HoldsAsync("every ticket tells of its check-up", async () =>
        {
            var told = await Task.WhenAll(numbers.Select(n => CheckUpsToldAsync(other, n)));
            return told.All(count => count >= 1);
        });

        Assert.All(await Task.WhenAll(numbers.Select(n => CheckUpsToldAsync(one, n))), count => Assert.Equal(1, count));
        var (code, output) = await other.CommandAsync("journal verify");
        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task A_replica_that_is_killed_loses_nothing_and_its_agent_works_on_through_the_next_one_at_its_address()
    {
        PublishedServer.SkipWhereThereIsNone();
        await using var one = await FirstAsync();
        await using var other = await one.StartReplicaAsync();
        await using var agent = await PublishedAgent.EnrolAsync(one);
        var trace = Path.Combine(agent.Folder, "trace");
        agent.Start();
        await agent.PresenceIsAsync("online");

        await one.KillAsync();
        var job = await other.RunScriptAsync(agent.DeviceId, $"echo ran >> {trace}", "echo said");
        await Eventually.HoldsAsync(
            "the agent of a dead replica is offline", async () => (string?)(await other.GetAsync($"/devices/{agent.DeviceId}"))["presence"] == "offline", TimeSpan.FromSeconds(45));
        await using var next = await other.StartReplicaAsync(one.Port);
        var ended = await other.JobAsync(job);

        Assert.Equal(("succeeded", "said\n"), ((string?)ended["status"], (string?)ended["output"]));
        Assert.Equal("ran\n", await File.ReadAllTextAsync(trace));
    }

    private async Task<PublishedServer> FirstAsync()
    {
        var server = new PublishedServer { Database = await cluster.NewDatabaseAsync() };
        await server.InitializeAsync();
        return server;
    }

    private static async Task<JsonObject> OpenAsync(PublishedServer server, string subject, long? device = null) =>
        await server.PostAsync("/tickets", new JsonObject { ["kind"] = "incident", ["subject"] = subject, ["body"] = "x", ["deviceId"] = device });

    private static async Task<int> CheckUpsToldAsync(PublishedServer server, long ticket) =>
        (await server.GetAsync($"/tickets/{ticket}/timeline"))["items"]!.AsArray().Count(e => (string?)e!["kind"] == "checkUpStarted");
}
