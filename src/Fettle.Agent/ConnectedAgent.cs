using System.Security.Cryptography;
using Fettle.Agent.Connection;
using Fettle.Agent.Diagnosis;
using Fettle.Agent.Inventory;
using Fettle.Agent.Jobs;
using Fettle.Agent.Platform;
using Fettle.Agent.Policy;
using Fettle.Agent.State;

namespace Fettle.Agent;

/// <summary>An enrolled device at work: its connection, its inventory and its jobs, put together. Real and simulated devices run the same one.</summary>
internal sealed class ConnectedAgent : IDisposable
{
    private readonly ECDsa _deviceKey;
    private readonly ECDsa _commandKey;
    private readonly ServerSession _session;
    private readonly ConditionBoard _condition;
    private readonly Link _link;
    private readonly ReportInventory _inventory;
    private readonly WorkOffJobs _jobs;

    public ConnectedAgent(
        Enrolment enrolment, StateFolder state, HttpMessageInvoker http, IDevice device, IDiagnosis diagnosis, LocalPolicy policy,
        AgentLog log, TimeProvider clock, Random random)
    {
        _deviceKey = Enrolment.LoadKey(state);
        _commandKey = enrolment.ImportCommandKey();
        _session = new ServerSession(new ServerRequests(http, enrolment.Server, clock), _deviceKey, enrolment.DeviceId);
        _condition = new ConditionBoard(state, clock);
        var journal = JobJournal.Open(state, clock);
        _link = new Link(_session, device, _condition, log, clock, random);
        _inventory = new ReportInventory(_session, device, new AcknowledgedInventory(state), _condition, log, clock);
        _jobs = new WorkOffJobs(_session, _commandKey, journal, new RunJob(device, diagnosis, clock),
            new ReportJob(_session, journal, log, clock, random), policy, _condition, log, clock);

        _link.Reached = () =>
        {
            _inventory.ServerReached();
            _jobs.ServerReached();
        };
        _link.Nudged = nudge =>
        {
            if (nudge.Cancel is { Count: > 0 } ids)
                _jobs.Cancel(ids);
            if (nudge.JobsWaiting)
                _jobs.FetchSoon();
            if (nudge.InventoryWanted)
                _inventory.SendWhole();
        };
    }

    /// <summary>Until cancelled. Ends early, with the failure, if a part fails in a way that it does not expect.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        _condition.Start();
        using var together = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task[] parts = [_link.RunAsync(together.Token), _inventory.RunAsync(together.Token), _jobs.RunAsync(together.Token)];
        await Task.WhenAny(parts);
        await together.CancelAsync();
        try
        {
            await Task.WhenAll(parts);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Asked to stop.
        }
        finally
        {
            _condition.LinkIs(LinkState.Offline, "the agent is not running");
        }
    }

    public void Dispose()
    {
        _session.Dispose();
        _deviceKey.Dispose();
        _commandKey.Dispose();
    }
}
