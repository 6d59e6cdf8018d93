using System.Diagnostics;
using Fettle.Diagnosis;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes;

/// <summary>Runs probes side by side, each cut off at its own limit: a dead network mount hangs one probe, not the check-up.</summary>
internal sealed class ProbeRunner(IReadOnlyDictionary<string, Probe> probes, ProbeContext context)
{
    public async Task<FactSet> RunAsync(FactSet facts, IReadOnlyList<ProbeSpec> wanted, CancellationToken cancel)
    {
        var results = await Task.WhenAll(wanted.Select(spec => RunAsync(spec, cancel)));
        return results.Aggregate(facts, (known, result) => known.With(result));
    }

    private async Task<ProbeResult> RunAsync(ProbeSpec spec, CancellationToken cancel)
    {
        if (!probes.TryGetValue(spec.Id, out var probe))
            return new ProbeResult(spec.Id, ProbeOutcome.NotApplicable, null, Note: "not on this operating system");
        var started = Stopwatch.GetTimestamp();
        long Elapsed() => (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(spec.Limit);
        try
        {
            // A thread of its own: a system call that hangs cannot be cancelled, only left behind.
            var work = Task.Factory.StartNew(() => probe(context, limit.Token), limit.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
            var facts = await work.WaitAsync(spec.Limit + TimeSpan.FromMilliseconds(200), cancel);
            return facts is null
                ? new ProbeResult(spec.Id, ProbeOutcome.NotApplicable, null, Elapsed())
                : Checked(spec, facts, Elapsed());
        }
        catch (Exception e) when (e is TimeoutException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return new ProbeResult(spec.Id, ProbeOutcome.TimedOut, null, Elapsed(), $"no answer within {spec.Limit.TotalMilliseconds:0} ms");
        }
        // A probe meets whatever state a broken machine is in; its failure is itself a fact, and the other probes go on.
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new ProbeResult(spec.Id, ProbeOutcome.Failed, null, Elapsed(), $"{e.GetType().Name}: {e.Message}");
        }
    }

    private static ProbeResult Checked(ProbeSpec spec, Fact.Record facts, long elapsed) =>
        spec.Type.Fits(facts, spec.Id, out var misfit)
            ? new ProbeResult(spec.Id, ProbeOutcome.Measured, facts, elapsed)
            : new ProbeResult(spec.Id, ProbeOutcome.Failed, null, elapsed, $"the facts do not fit the catalogue: {misfit}");
}
