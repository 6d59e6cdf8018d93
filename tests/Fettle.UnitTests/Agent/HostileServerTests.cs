using System.Security.Cryptography;
using Fettle.Agent.Connection;
using Fettle.Agent.State;
using Fettle.Protocol;

namespace Fettle.UnitTests.Agent;

/// <summary>A server that is broken, or somebody in its place: the agent outlives what it says, and does nothing that is not signed.</summary>
public sealed class HostileServerTests
{
    [Theory]
    [InlineData("/jobs", "<html>Sign in to the wireless network</html>")]
    [InlineData("/jobs", "null")]
    [InlineData("/jobs", "[null]")]
    [InlineData("/jobs", "[{}]")]
    [InlineData("/jobs", "[{\"order\":\"not base64\",\"signature\":\"AAAA\"}]")]
    [InlineData("/jobs", "[{\"order\":\"e30=\",\"signature\":\"\"}]")]
    [InlineData("/inventory", "{}")]
    [InlineData("/inventory", "[]")]
    [InlineData("/output", "{\"next\":-1}")]
    public async Task An_answer_that_is_none_is_outlived(string route, string body)
    {
        await using var agent = await EnrolledAgent.StartAsync();

        agent.Server.Garbage = (route, body);
        await agent.Server.NudgeAsync(new AgentNudge(JobsWaiting: true, InventoryWanted: true));
        agent.Server.Garbage = null;

        Assert.Equal(JobOutcome.Succeeded, (await agent.RunAsync(EnrolledAgent.Script(1, "true"))).Outcome);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{\"cancel\":{}}")]
    [InlineData("not JSON at all")]
    [InlineData(null)]
    public async Task A_frame_that_is_no_nudge_ends_the_connection_and_not_the_agent(string? text)
    {
        await using var agent = await EnrolledAgent.StartAsync();

        await agent.Server.SayAsync(text ?? new string('x', 1_000_000));
        await EnrolledAgent.NextAsync(agent.Server.Statuses);

        Assert.Equal(JobOutcome.Succeeded, (await agent.RunAsync(EnrolledAgent.Script(1, "true"))).Outcome);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"deviceId\":1,\"commandKey\":\"AAAA\"}")]
    [InlineData("<html>")]
    public async Task Somebody_who_is_no_server_cannot_enrol_a_device(string body)
    {
        await using var server = new FakeServer { Garbage = (Routes.Enrol, body) };
        var state = new StateFolder(Directory.CreateTempSubdirectory("fettle-agent-").FullName);
        using var http = new HttpMessageInvoker(ServerTrust.MakeHandler(null, null));
        var wanted = new Enrolment(server.Address, 0, "", default, null, null, AllowPlainHttp: false);

        await Assert.ThrowsAsync<HttpRequestException>(() => EnrolDevice.RunAsync(http, wanted, "token", new FakeDevice().Identity, state, TimeProvider.System, default));

        Assert.Null(Enrolment.Load(state));
        Directory.Delete(state.Path, recursive: true);
    }

    [Fact]
    public async Task An_order_that_is_not_the_servers_for_this_device_in_its_time_is_refused_whoever_brings_it()
    {
        await using var agent = await EnrolledAgent.StartAsync();
        using var forger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var good = EnrolledAgent.Script(1, "true");

        agent.Server.Offer(good, signedBy: forger);
        agent.Server.Offer(good with { Id = 2, DeviceId = FakeServer.DeviceId + 1 });
        agent.Server.Offer(good with { Id = 3, ExpiresAt = DateTimeOffset.UtcNow.AddMinutes(-1) });
        agent.Server.Offer(good with { Id = 4, TimeLimitSeconds = int.MaxValue });
        agent.Server.Offer(good with { Id = 5, Script = new ScriptOrder([null!]) });
        await agent.Server.NudgeAsync(new AgentNudge(JobsWaiting: true));

        var refused = new Dictionary<long, JobOutcome>();
        while (refused.Count < 5)
        {
            var (job, result) = await EnrolledAgent.NextAsync(agent.Server.Results);
            refused[job] = result.Outcome;
        }
        Assert.All(refused.Values, outcome => Assert.Equal(JobOutcome.Refused, outcome));
        Assert.Empty(Directory.EnumerateFiles(agent.State["jobs"]));
    }
}
