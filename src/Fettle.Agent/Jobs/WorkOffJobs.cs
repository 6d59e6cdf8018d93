using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Channels;
using Fettle.Agent.Connection;
using Fettle.Agent.Policy;
using Fettle.Agent.State;
using Fettle.Protocol;

namespace Fettle.Agent.Jobs;

/// <summary>
/// Fetches jobs, decides which may run, and runs them: what changes the device one after another, what only looks at it beside that.
/// 1 fetch · 2 open (signature) · 3 known already? · 4 admit · 5 queue · 6 note in the journal · 7 run · 8 note the result · 9 tell
/// </summary>
internal sealed class WorkOffJobs(
    ServerSession server, ECDsa commandKey, JobJournal journal, RunJob run, ReportJob report, LocalPolicy policy,
    ConditionBoard condition, AgentLog log, TimeProvider clock)
{
    private const int LargestOutput = 1024 * 1024;
    private const int LargestOutputWhenMuchWaits = 32 * 1024;
    private const long MuchOutput = 32 * 1024 * 1024;
    private static readonly TimeSpan FetchAnyway = TimeSpan.FromMinutes(10);

    private readonly Channel<JobOrder> _changes = Channel.CreateUnbounded<JobOrder>();
    private readonly Channel<JobOrder> _looks = Channel.CreateUnbounded<JobOrder>();
    private readonly ConcurrentDictionary<JobKey, CancellationTokenSource> _taken = new();
    private readonly ConcurrentDictionary<JobKey, Telling> _telling = new();
    private readonly Signal _wanted = new();

    private sealed record Telling(Signal Reached, Task Done);

    public void FetchSoon() => _wanted.Set();

    public void Cancel(IReadOnlyList<long> ids)
    {
        foreach (var (key, cancel) in _taken)
            if (ids.Contains(key.Id))
                cancel.Cancel();
    }

    /// <summary>The server can be reached: results that wait go at once.</summary>
    public void ServerReached()
    {
        foreach (var (_, telling) in _telling)
            telling.Reached.Set();
        FetchSoon();
    }

    public async Task RunAsync(CancellationToken cancel)
    {
        foreach (var key in journal.Untold())
            Tell(key, new JobOutputFile(journal.OutputFile(key), 0), cancel);
        try
        {
            await Task.WhenAll(FetchForeverAsync(cancel), WorkAsync(_changes.Reader, cancel), WorkAsync(_looks.Reader, cancel));
        }
        finally
        {
            await Task.WhenAll(_telling.Values.Select(telling => telling.Done));
        }
    }

    private async Task FetchForeverAsync(CancellationToken cancel)
    {
        while (true)
        {
            await _wanted.WaitAsync(FetchAnyway, clock, cancel);
            if (condition.Link == LinkState.Offline)
                continue;
            try
            {
                foreach (var job in await server.FetchJobsAsync(cancel))
                    await TakeAsync(job, cancel);
                journal.ForgetLongExpired(server.Clock.GetUtcNow());
            }
            catch (Exception e) when (e is HttpRequestException or ServerRefused or IOException)
            {
                log.Warning($"jobs cannot be fetched: {e.Message}");
            }
        }
    }

    private async Task TakeAsync(SignedJob? signed, CancellationToken cancel)
    {
        if (JobSignature.Open(commandKey, signed) is not { } order)
        {
            await RefuseUnsignedAsync(signed, cancel);
            return;
        }
        var key = JobKey.Of(order);
        if (journal.Find(key) is { } known)
        {
            // Begun before. Where the server missed the result, it hears it again; the job does not run again.
            if (known is { Result: not null, Told: true })
                await server.SendResultAsync(key.Id, known.Result, cancel);
            return;
        }
        if (_taken.ContainsKey(key))
            return;

        var (verdict, why) = Admission.Of(order, server.DeviceId, policy.TightenedBy(server.Limits), server.Clock.GetUtcNow(), clock.LocalTimeZone);
        switch (verdict)
        {
            case Verdict.Refuse:
                await RefuseAsync(key, why!, cancel);
                break;
            case Verdict.Run:
                _taken[key] = new CancellationTokenSource();
                (order.Kind is JobKind.Remedy or JobKind.Script ? _changes : _looks).Writer.TryWrite(order);
                break;
        }
    }

    private async Task WorkAsync(ChannelReader<JobOrder> orders, CancellationToken stopping)
    {
        await foreach (var order in orders.ReadAllAsync(stopping))
        {
            var key = JobKey.Of(order);
            using var cancelled = _taken[key];
            await WorkOffAsync(order, key, cancelled.Token, stopping);
            _taken.TryRemove(key, out _);
        }
    }

    private async Task WorkOffAsync(JobOrder order, JobKey key, CancellationToken cancelled, CancellationToken stopping)
    {
        try
        {
            // It may have waited long behind others.
            if (order.ExpiresAt <= server.Clock.GetUtcNow() || !journal.TryBegin(order, clock.GetUtcNow()))
            {
                FetchSoon();
                return;
            }
        }
        catch (IOException e)
        {
            // What cannot be noted is not begun: it might run twice. The server offers it again until it expires.
            log.Warning($"job {order.Id} cannot be noted, so it is not begun: {e.Message}");
            return;
        }
        var output = new JobOutputFile(journal.OutputFile(key), journal.OutputKept() > MuchOutput ? LargestOutputWhenMuchWaits : LargestOutput);
        Tell(key, output, stopping);
        log.Info($"job {order.Id} ({order.Kind}) starts");
        var result = await run.RunAsync(order, text => output.Append(text), cancelled, stopping);
        journal.Finish(key, result);
        log.Info($"job {order.Id} ended: {result.Outcome}{(result.Error is null ? "" : ": " + result.Error)}");
    }

    /// <summary>Not awaited: a server that is away must not hold up the next job. It ends when the server has the result, or with the agent.</summary>
    private void Tell(JobKey key, JobOutputFile output, CancellationToken cancel)
    {
        var reached = new Signal();
        _telling[key] = new Telling(reached, TellAsync());

        async Task TellAsync()
        {
            // So that it is in the table before it can leave it.
            await Task.Yield();
            try
            {
                await report.RunAsync(key, output, reached, cancel);
            }
            catch (OperationCanceledException)
            {
                // What is untold is in the journal, and told after the next start.
            }
            finally
            {
                _telling.TryRemove(key, out _);
            }
        }
    }

    /// <summary>Told, but not noted as done: whoever forges a job must not be able to block the true one of the same number.</summary>
    private async Task RefuseUnsignedAsync(SignedJob? signed, CancellationToken cancel)
    {
        if (Claimed(signed) is { } key && journal.Find(key) is null && !_taken.ContainsKey(key))
            await RefuseAsync(key, "The job is not signed with the command key that this device trusts", cancel);
        else
            condition.JobRefused();
    }

    private async Task RefuseAsync(JobKey key, string why, CancellationToken cancel)
    {
        log.Warning($"job {key.Id} refused: {why}");
        condition.JobRefused();
        var now = clock.GetUtcNow();
        await server.SendResultAsync(key.Id, new JobResult(key.Attempt, JobOutcome.Refused, now, now, null, null, why), cancel);
    }

    private static JobKey? Claimed(SignedJob? signed)
    {
        if (signed?.Order is null)
            return null;
        try
        {
            return JsonSerializer.Deserialize(Convert.FromBase64String(signed.Order), ProtocolJson.Default.JobOrder) is { } order ? JobKey.Of(order) : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }
}
