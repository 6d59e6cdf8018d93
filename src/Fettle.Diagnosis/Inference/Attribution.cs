using Fettle.Diagnosis.Playbooks;

namespace Fettle.Diagnosis.Inference;

/// <summary>
/// A cause that brings another about ranks above it, and is as urgent: whoever mends the effect first will see it again.
/// </summary>
internal static class Attribution
{
    private const double Lead = 0.5;

    public static void Apply(IReadOnlyList<Verdict> verdicts)
    {
        var present = verdicts.Where(verdict => verdict.State is CauseState.Present).ToDictionary(verdict => verdict.Cause.Id);
        var links = new List<(Verdict Cause, Verdict Effect)>();
        foreach (var cause in present.Values.Where(cause => cause.Severity > Severity.Info))
        {
            foreach (var explains in cause.Cause.Explains)
            {
                if (!present.TryGetValue(explains.Cause, out var effect) || effect == cause || !Holds(cause, explains, effect))
                    continue;
                links.Add((cause, effect));
                if (!effect.ExplainedBy.Contains(cause.Cause.Id))
                    effect.ExplainedBy.Add(cause.Cause.Id);
            }
        }
        // As many rounds as a chain can be long, so that a circle in the playbooks ends, too.
        for (var round = 0; round < present.Count && Raise(links); round++)
        {
        }
    }

    private static bool Raise(List<(Verdict Cause, Verdict Effect)> links)
    {
        var raised = false;
        foreach (var (cause, effect) in links)
        {
            if (effect.Severity > cause.Severity)
                (cause.Severity, raised) = (effect.Severity, true);
            if (cause.Rank >= effect.Rank + Lead)
                continue;
            cause.LogOdds = effect.LogOdds + Lead;
            raised = true;
        }
        return raised;
    }

    private static bool Holds(Verdict cause, Explains explains, Verdict effect) =>
        explains.When is not { } when
        || cause.Instances.Any(instance => effect.Instances.Any(other => when.Decide(instance.Scope.With("other", other.Item)) is true));
}
