using Fettle.Diagnosis.Facts;
using Fettle.Diagnosis.Playbooks;

namespace Fettle.Diagnosis.Inference;

/// <summary>Puts verdicts into words: findings with their remedies, and what was ruled out.</summary>
internal static class Findings
{
    private const int RuledOutShown = 6;
    private const int InstancesInTitle = 3;

    public static IReadOnlyList<Finding> Of(IReadOnlyList<Verdict> verdicts) =>
        [.. verdicts.Where(verdict => verdict.State is CauseState.Present)
            .OrderByDescending(verdict => verdict.Rank)
            .Select(verdict => Of(verdict, verdicts))];

    public static IReadOnlyList<RuledOut> RuledOut(IEnumerable<Verdict> verdicts) =>
        [.. verdicts.Where(verdict => verdict.State is CauseState.Gone)
            .OrderByDescending(verdict => verdict.Fit)
            .Select(verdict => new RuledOut(verdict.Cause.Id, verdict.Cause.Absent.Sentence(verdict.Scope)))];

    /// <summary>The evidence for a cause, or the sentence that rules it out.</summary>
    public static IReadOnlyList<Evidence> EvidenceOf(Verdict verdict) => verdict.State switch
    {
        CauseState.Present => [.. verdict.Instances
            .SelectMany(instance => instance.Signs.Select(sign => new Evidence(sign.Probe, sign.Says.Sentence(instance.Scope), sign.Weight)))
            .DistinctBy(evidence => evidence.Says)],
        CauseState.Gone => [new Evidence(verdict.Cause.Fault.Probe, verdict.Cause.Absent.Sentence(verdict.Scope), -verdict.Cause.Fault.Weight)],
        _ => [new Evidence(verdict.Cause.Fault.Probe, "could not be measured", 0)],
    };

    private static Finding Of(Verdict verdict, IReadOnlyList<Verdict> all)
    {
        var cause = verdict.Cause;
        var titles = verdict.Instances.Select(instance => cause.Title.Sentence(instance.Scope)).Distinct().ToList();
        return new Finding
        {
            Cause = cause.Id,
            Title = titles.Count <= InstancesInTitle
                ? string.Join("; ", titles)
                : $"{string.Join("; ", titles.Take(InstancesInTitle))}; and {titles.Count - InstancesInTitle} more",
            Severity = verdict.Severity,
            Confidence = Math.Round(Math.Min(0.999, verdict.Confidence), 3),
            Explanation = cause.Explanation.Sentence(verdict.Instances[0].Scope),
            Evidence = EvidenceOf(verdict),
            RuledOut = RuledOut(all.Where(other => other.Cause.Area == cause.Area || (verdict.Fit > 0.2 && other.Fit > 0.2))).Take(RuledOutShown).ToList(),
            Remedies = [.. cause.Remedies.Select(plan => Remedy(plan, verdict)).OfType<Remedy>()],
            Instances = [.. verdict.Instances.Select(instance => new CauseInstance(instance.Key)).Distinct()],
            ExplainedBy = [.. verdict.ExplainedBy],
        };
    }

    /// <summary>The remedy over all instances that it is for; null when it is for none.</summary>
    private static Remedy? Remedy(RemedyPlan plan, Verdict verdict)
    {
        // A command is for one shell. Where none is for Windows' a finding explains, and a person acts.
        if (plan.Commands.Count > 0 && plan.OnWindows != ((verdict.Scope.Probe("system") as Fact.Record)?["osId"] is Fact.Text { Value: "windows" }))
            return null;
        var fitting = verdict.Instances.Where(instance => plan.When is null || plan.When.Decide(instance.Scope) is true).ToList();
        if (fitting.Count is 0)
            return null;
        var commands = Commands(plan.Commands, fitting);
        // A plan with commands of which none can be written has nothing to offer.
        if (commands.Count is 0 && plan.Commands.Count > 0)
            return null;
        return new Remedy
        {
            Id = plan.Id,
            Title = string.Join("; ", fitting.Select(instance => plan.Title.Sentence(instance.Scope)).Distinct().Take(InstancesInTitle)),
            Did = plan.Did?.Sentence(fitting[0].Scope),
            Risk = plan.Risk,
            Commands = commands,
            Undo = Commands(plan.Undo, fitting),
        };
    }

    /// <summary>Each step for all instances before the next step: two halves of one thing are both unmasked before either is started.</summary>
    private static List<string> Commands(IReadOnlyList<Step> steps, List<Afflicted> instances) =>
        [.. steps.SelectMany(step => instances.SelectMany(instance => Commands(step, instance))).Distinct()];

    private static IEnumerable<string> Commands(Step step, Afflicted instance)
    {
        var scopes = step.Each is null
            ? [instance.Scope]
            : step.Each.Evaluate(instance.Scope) is Fact.List list
                ? list.Items.Select(item => instance.Scope.With(step.Variable!, item))
                : [];
        foreach (var scope in scopes)
        {
            if ((step.When is null || step.When.Decide(scope) is true) && step.Run.Command(scope) is { } command)
                yield return command;
        }
    }
}
