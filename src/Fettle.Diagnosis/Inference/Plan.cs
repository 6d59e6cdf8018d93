using Fettle.Diagnosis.Facts;

namespace Fettle.Diagnosis.Inference;

/// <summary>Which probes to run next.</summary>
internal static class Plan
{
    /// <summary>A probe that costs no more than this is run whenever it could tell anything at all.</summary>
    private static readonly TimeSpan Cheap = TimeSpan.FromMilliseconds(60);

    /// <summary>Bits per second below which a probe is not worth its time.</summary>
    private const double WorthIt = 0.02;
    private const int ProbesAtOnce = 8;
    private const double StandsOut = 0.9;
    private const double FitsComplaint = 0.35;

    /// <param name="causes">The verdicts so far.</param>
    /// <param name="judge">For the odds before the measurement.</param>
    /// <param name="facts">What has been measured.</param>
    /// <param name="directed">Whether a complaint gives a direction; without one everything is measured at once.</param>
    /// <returns>Probes that can run side by side; empty when it is time to conclude.</returns>
    public static IReadOnlyList<ProbeSpec> Next(IReadOnlyList<Verdict> causes, Judge judge, FactSet facts, bool directed)
    {
        var open = Catalogue.BuiltIn.Probes.Values.Where(probe => !facts.Ran(probe.Id)).ToList();
        if (!directed || open.Count is 0)
            return open;
        if (Leader(causes) is { } leader)
            return Open(open, Around(leader, causes));

        var gains = open.ToDictionary(probe => probe, _ => 0d);
        foreach (var verdict in causes.Where(verdict => verdict.State is CauseState.Unknown))
        {
            var needed = Open(open, verdict.Cause.DecidingProbes);
            var uncertainty = Odds.Entropy(Odds.ToProbability(judge.PriorOdds(verdict.Cause)));
            foreach (var probe in needed)
                gains[probe] += uncertainty / needed.Count;
        }
        var useful = gains.Where(gain => gain.Value > 0).Select(gain => (Probe: gain.Key, PerSecond: gain.Value / Math.Max(0.001, gain.Key.Cost.TotalSeconds)));
        var cheap = useful.Where(gain => gain.Probe.Cost <= Cheap).Select(gain => gain.Probe).ToList();
        if (cheap.Count > 0)
            return cheap;
        var worthy = useful.Where(gain => gain.PerSecond >= WorthIt).OrderByDescending(gain => gain.PerSecond).Select(gain => gain.Probe).Take(ProbesAtOnce).ToList();
        // Nothing more decides anything; what is left serves the sentences and remedies of what was found.
        return worthy.Count > 0 ? worthy : Open(open, causes.Where(IsFound).SelectMany(verdict => verdict.Cause.AllProbes));
    }

    /// <summary>All that a verdict on one cause needs, with those that could explain it.</summary>
    public static IReadOnlyList<ProbeSpec> For(PlaybookSet playbooks, IReadOnlyCollection<string> causes)
    {
        var wanted = playbooks.Causes.Where(cause => causes.Contains(cause.Id) || cause.Explains.Any(explains => causes.Contains(explains.Cause)));
        return Open(Catalogue.BuiltIn.Probes.Values, wanted.SelectMany(cause => cause.AllProbes));
    }

    private static Verdict? Leader(IReadOnlyList<Verdict> causes) =>
        causes.Where(IsFound).Where(verdict => verdict.Confidence >= StandsOut && verdict.Fit >= FitsComplaint).MaxBy(verdict => verdict.Rank);

    private static IEnumerable<string> Around(Verdict leader, IReadOnlyList<Verdict> causes) =>
        leader.Cause.AllProbes
            .Concat(causes.Where(cause => cause.Cause.Explains.Any(explains => explains.Cause == leader.Cause.Id)).SelectMany(cause => cause.Cause.DecidingProbes))
            // A complaint may be about two things: what else it fits is looked at, too.
            .Concat(causes.Where(cause => cause.State is CauseState.Unknown && cause.Fit >= FitsComplaint).SelectMany(cause => cause.Cause.DecidingProbes))
            .Concat(causes.Where(IsFound).SelectMany(cause => cause.Cause.AllProbes));

    private static bool IsFound(Verdict verdict) => verdict.State is CauseState.Present && verdict.Severity > Severity.Info;

    private static List<ProbeSpec> Open(IEnumerable<ProbeSpec> open, IEnumerable<string> wanted)
    {
        var names = wanted.ToHashSet();
        return [.. open.Where(probe => names.Contains(probe.Id))];
    }
}
