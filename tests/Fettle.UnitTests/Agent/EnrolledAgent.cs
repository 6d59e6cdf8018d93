using System.Threading.Channels;
using Fettle.Agent;
using Fettle.Agent.Connection;
using Fettle.Agent.Policy;
using Fettle.Agent.State;
using Fettle.Protocol;

namespace Fettle.UnitTests.Agent;

/// <summary>An agent with its server, and what a test says to both.</summary>
internal sealed class EnrolledAgent : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly HttpMessageInvoker _http = new(ServerTrust.MakeHandler(null, null));
    private readonly Enrolment _enrolment;
    private CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private ConnectedAgent? _agent;

    private EnrolledAgent(FakeServer server, FakeDevice device, StateFolder state, Enrolment enrolment) =>
        (Server, Device, State, _enrolment) = (server, device, state, enrolment);

    public FakeServer Server { get; }

    public FakeDevice Device { get; }

    public StateFolder State { get; }

    public LocalPolicy Policy { get; set; } = LocalPolicy.Default;

    public static async Task<EnrolledAgent> MakeAsync()
    {
        var server = new FakeServer();
        var device = new FakeDevice();
        var state = new StateFolder(Directory.CreateTempSubdirectory("fettle-agent-").FullName);
        state.Create();
        using var http = new HttpMessageInvoker(ServerTrust.MakeHandler(null, null));
        var wanted = new Enrolment(server.Address, 0, "", default, null, null, AllowPlainHttp: false);
        var enrolment = await EnrolDevice.RunAsync(http, wanted, FakeServer.Token, device.Identity, state, TimeProvider.System, default);
        return new EnrolledAgent(server, device, state, enrolment);
    }

    public static async Task<EnrolledAgent> StartAsync()
    {
        var agent = await MakeAsync();
        await agent.StartRunningAsync();
        return agent;
    }

    /// <returns>What the server heard first.</returns>
    public async Task<AgentStatus> StartRunningAsync()
    {
        _stop = new CancellationTokenSource();
        _agent = new ConnectedAgent(_enrolment, State, _http, Device, Device, Policy, AgentLog.Silent, TimeProvider.System, new Random(1));
        _running = _agent.RunAsync(_stop.Token);
        return await NextAsync(Server.Statuses);
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _agent?.Dispose();
    }

    public static Task<T> NextAsync<T>(Channel<T> from) => from.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>For what nothing tells of: another process, or a file.</summary>
    public static async Task EventuallyAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!holds())
            await Task.Delay(20, patience.Token);
    }

    /// <summary>Until the agent has looked at the device and told what there was to tell.</summary>
    public Task InventoryDoneAsync() => EventuallyAsync(() => AgentCondition.Load(State)?.InventorySentAt is not null);

    public async Task<JobResult> RunAsync(JobOrder order)
    {
        Server.Offer(order);
        await Server.NudgeAsync(new AgentNudge(JobsWaiting: true));
        return await ResultAsync(order.Id);
    }

    public async Task<JobResult> ResultAsync(long id)
    {
        while (true)
            if (await NextAsync(Server.Results) is var (job, result) && job == id)
                return result;
    }

    public static JobOrder Script(long id, params string[] commands) => new(
        id, 1, FakeServer.DeviceId, JobKind.Script, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddHours(1), 60, Script: new ScriptOrder(commands));

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Server.DisposeAsync();
        _http.Dispose();
        _stop.Dispose();
        Directory.Delete(State.Path, recursive: true);
    }
}
