using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Fettle.SystemTests.Agent;

/// <summary>The published agent and the published server, as two processes that only know each other's address.</summary>
public sealed class AgentAndServerTests(PublishedServer server) : IClassFixture<PublishedServer>
{
    [Fact]
    public async Task An_enrolled_device_shows_its_presence_and_its_inventory()
    {
        PublishedServer.SkipWhereThereIsNone();
        await using var agent = await PublishedAgent.EnrolAsync(server);
        agent.Start();

        await agent.PresenceIsAsync("online");
        await Eventually.HoldsAsync("the inventory is there", async () => Sections(await agent.DeviceAsync()).Contains("software"));

        Assert.Superset(
            new HashSet<string> { "hardware", "operatingSystem", "disks", "fileSystems", "network", "software", "services", "accounts" },
            Sections(await agent.DeviceAsync()).ToHashSet());
    }

    [Fact]
    public async Task A_device_whose_cable_is_pulled_is_offline_within_half_a_minute_and_comes_back_by_itself()
    {
        PublishedServer.SkipWhereThereIsNone();
        await using var agent = await PublishedAgent.EnrolAsync(server);
        agent.Start();
        await agent.PresenceIsAsync("online");

        await agent.CutAsync();
        await agent.PresenceIsAsync("offline", TimeSpan.FromSeconds(30));
        await agent.ReconnectAsync();

        await agent.PresenceIsAsync("online", TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_job_for_a_device_that_is_off_waits_and_then_runs_once()
    {
        PublishedServer.SkipWhereThereIsNone();
        await using var agent = await PublishedAgent.EnrolAsync(server);
        var trace = Path.Combine(agent.Folder, "trace");
        var job = await server.RunScriptAsync(agent.DeviceId, $"echo ran >> {trace}", "echo said");

        agent.Start();
        var ended = await server.JobAsync(job);
        await agent.KillAsync();
        agent.Start();
        await agent.PresenceIsAsync("online");
        await server.JobAsync(await server.RunScriptAsync(agent.DeviceId, "true"));

        Assert.Equal(("succeeded", "said\n"), ((string?)ended["status"], (string?)ended["output"]));
        Assert.Equal("ran\n", await File.ReadAllTextAsync(trace));
    }

    [Fact]
    public async Task A_server_that_is_killed_in_the_middle_of_a_job_has_all_of_it_afterwards_and_it_ran_once()
    {
        PublishedServer.SkipWhereThereIsNone();
        await using var own = new PublishedServer();
        await own.InitializeAsync();
        await using var agent = await PublishedAgent.EnrolAsync(own);
        var (trace, go) = (Path.Combine(agent.Folder, "trace"), Path.Combine(agent.Folder, "go"));
        agent.Start();
        await agent.PresenceIsAsync("online");
        var job = await own.RunScriptAsync(agent.DeviceId, $"echo ran >> {trace}; echo before", $"until [ -e {go} ]; do sleep 0.1; done; echo while away", "sleep 1; echo after");
        await Eventually.HoldsAsync("the job runs", async () => (string?)(await own.GetAsync($"/jobs/{job}"))["output"] == "before\n");

        await own.KillAsync();
        await File.WriteAllTextAsync(go, "");
        await own.StartAsync();
        var ended = await own.JobAsync(job);

        Assert.Equal(("succeeded", "before\nwhile away\nafter\n"), ((string?)ended["status"], (string?)ended["output"]));
        Assert.Equal("ran\n", await File.ReadAllTextAsync(trace));
    }

    [Fact]
    public async Task An_agent_that_is_killed_in_the_middle_of_a_job_says_so_and_does_not_run_it_again()
    {
        PublishedServer.SkipWhereThereIsNone();
        await using var agent = await PublishedAgent.EnrolAsync(server);
        var trace = Path.Combine(agent.Folder, "trace");
        agent.Start();
        var job = await server.RunScriptAsync(agent.DeviceId, $"echo ran >> {trace}; echo begun", "sleep 300");
        await Eventually.HoldsAsync("the job runs", async () => (string?)(await server.GetAsync($"/jobs/{job}"))["output"] == "begun\n");

        await agent.KillAsync();
        agent.Start();
        var ended = await server.JobAsync(job);

        Assert.Equal("interrupted", (string?)ended["status"]);
        Assert.Contains("went down", (string?)ended["error"], StringComparison.Ordinal);
        Assert.Equal("ran\n", await File.ReadAllTextAsync(trace));
    }

    [Fact]
    public async Task A_check_up_from_the_server_runs_on_the_device_and_comes_back_with_its_report()
    {
        PublishedServer.SkipWhereThereIsNone();
        await using var agent = await PublishedAgent.EnrolAsync(server);
        agent.Start();
        var asked = await server.PostAsync("/checkups", new JsonObject { ["deviceId"] = agent.DeviceId, ["symptom"] = "no internet since this morning" });

        JsonObject checkUp = [];
        await Eventually.HoldsAsync("the check-up is done", async () =>
            (string?)(checkUp = await server.GetAsync($"/checkups/{asked["id"]}"))["status"] is "done" or "failed");

        Assert.Equal("done", (string?)checkUp["status"]);
        Assert.NotEmpty(checkUp["probes"]!.AsArray());
    }

    [Theory]
    [InlineData("/agent/v1/enrol", "{\"token\":\"guess\",\"publicKey\":\"AAAA\",\"hostName\":\"<img src=x onerror=alert(1)>\",\"os\":\"x\",\"platform\":\"linux\",\"agentVersion\":\"0\"}")]
    [InlineData("/agent/v1/enrol", "{")]
    [InlineData("/agent/v1/session", "{\"deviceId\":1,\"nonce\":\"old\",\"signature\":\"AAAA\"}")]
    [InlineData("/agent/v1/inventory", "{\"takenAt\":\"now\"}")]
    [InlineData("/agent/v1/jobs/1/result", "null")]
    public async Task What_no_honest_agent_would_send_is_refused_and_the_server_goes_on(string route, string body)
    {
        PublishedServer.SkipWhereThereIsNone();

        var status = await server.AsAgentAsync(route, new StringContent(body, Encoding.UTF8, "application/json"), bearer: "made-up");

        Assert.InRange((int)status, 400, 499);
        Assert.NotNull(await server.GetAsync("/me"));
    }

    [Fact]
    public async Task A_message_without_end_is_refused()
    {
        PublishedServer.SkipWhereThereIsNone();

        var status = await server.AsAgentAsync("/agent/v1/challenge", new ByteArrayContent(new byte[8 * 1024 * 1024]) { Headers = { ContentType = new("application/json") } });

        Assert.InRange((int)status, (int)HttpStatusCode.BadRequest, 499);
    }

    [Fact]
    public async Task The_windows_agent_enrols_shows_its_inventory_and_runs_a_job()
    {
        PublishedServer.SkipWhereThereIsNone();
        await using var agent = await PublishedAgent.EnrolUnderWineAsync(server);
        agent.Start();

        await agent.PresenceIsAsync("online");
        await Eventually.HoldsAsync("the inventory is there", async () => Sections(await agent.DeviceAsync()).Contains("hardware"));
        var ended = await server.JobAsync(await server.RunScriptAsync(agent.DeviceId, "echo from cmd", "ver"));

        Assert.Equal("windows", (string?)(await agent.DeviceAsync())["platform"]);
        Assert.Equal("succeeded", (string?)ended["status"]);
        Assert.Matches(@"from cmd\s+Microsoft Windows", (string?)ended["output"]);
    }

    private static IEnumerable<string> Sections(JsonObject device) => device["inventory"]!.AsArray().Select(section => (string)section!["section"]!);
}
