using Fettle.Agent.Connection;
using Fettle.Agent.State;
using Fettle.Protocol;

namespace Fettle.UnitTests.Agent;

[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class ConnectedAgentTests
{
    [Fact]
    public async Task A_device_shows_its_users_as_soon_as_it_is_connected()
    {
        await using var agent = await EnrolledAgent.MakeAsync();
        agent.Device.Users = [new UserAtWork("anna", "EXAMPLE", ":0", null, null)];

        var status = await agent.StartRunningAsync();

        Assert.Equal("anna", Assert.Single(status.UsersAtWork).Name);
    }

    [Fact]
    public async Task The_key_of_a_device_can_be_read_by_nobody_else()
    {
        await using var agent = await EnrolledAgent.MakeAsync();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(agent.State["device.key"]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(agent.State.Path));
    }

    [Fact]
    public async Task A_wrong_token_leaves_the_device_as_it_was()
    {
        await using var server = new FakeServer();
        var state = new StateFolder(Directory.CreateTempSubdirectory("fettle-agent-").FullName);
        using var http = new HttpMessageInvoker(ServerTrust.MakeHandler(null, null));
        var wanted = new Enrolment(server.Address, 0, "", default, null, null, AllowPlainHttp: false);

        var refusal = await Assert.ThrowsAsync<ServerRefused>(
            () => EnrolDevice.RunAsync(http, wanted, "guess", new FakeDevice().Identity, state, TimeProvider.System, default));

        Assert.Equal("The token is not known", refusal.Message);
        Assert.Null(Enrolment.Load(state));
    }

    [Fact]
    public async Task The_first_inventory_goes_whole_and_an_idle_device_sends_no_second_one()
    {
        await using var agent = await EnrolledAgent.StartAsync();
        var first = await EnrolledAgent.NextAsync(agent.Server.Inventories);
        Assert.All(first.Changes, change => Assert.True(change.Whole));

        await agent.InventoryDoneAsync();
        await agent.StopAsync();
        await agent.StartRunningAsync();
        await agent.InventoryDoneAsync();

        Assert.False(agent.Server.Inventories.Reader.TryRead(out _));
    }

    [Fact]
    public async Task After_a_change_only_the_difference_goes()
    {
        await using var agent = await EnrolledAgent.StartAsync();
        await EnrolledAgent.NextAsync(agent.Server.Inventories);
        await agent.InventoryDoneAsync();
        await agent.StopAsync();
        agent.Device.Inventory[InventorySections.Software] = [FakeDevice.Item("bash:amd64", "5.3")];

        await agent.StartRunningAsync();
        var change = Assert.Single((await EnrolledAgent.NextAsync(agent.Server.Inventories)).Changes);

        Assert.False(change.Whole);
        Assert.Equal("bash:amd64", Assert.Single(change.Set).Key);
        Assert.Equal("cups:amd64", Assert.Single(change.Removed));
    }

    [Fact]
    public async Task An_inventory_that_the_server_wants_again_goes_whole()
    {
        await using var agent = await EnrolledAgent.StartAsync();
        await EnrolledAgent.NextAsync(agent.Server.Inventories);

        await agent.Server.NudgeAsync(new AgentNudge(InventoryWanted: true));
        var again = await EnrolledAgent.NextAsync(agent.Server.Inventories);

        Assert.Equal(2, again.Changes.Count);
        Assert.All(again.Changes, change => Assert.True(change.Whole));
    }

    [Fact]
    public async Task Where_no_socket_can_be_had_the_agent_polls_and_still_runs_jobs()
    {
        await using var agent = await EnrolledAgent.MakeAsync();
        agent.Server.WithoutSockets = true;
        agent.Server.Offer(EnrolledAgent.Script(1, "echo by polling"));

        await agent.StartRunningAsync();
        var result = await agent.ResultAsync(1);

        Assert.Equal(JobOutcome.Succeeded, result.Outcome);
        Assert.Equal(LinkState.Polling, AgentCondition.Load(agent.State)!.Link);
    }

    [Fact]
    public async Task A_server_that_forgot_the_session_gets_a_new_proof_and_the_agent_goes_on()
    {
        await using var agent = await EnrolledAgent.StartAsync();
        agent.Server.EndSessions();

        var result = await agent.RunAsync(EnrolledAgent.Script(1, "echo still here"));

        Assert.Equal(JobOutcome.Succeeded, result.Outcome);
    }
}
