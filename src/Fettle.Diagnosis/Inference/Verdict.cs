using Fettle.Diagnosis.Expressions;
using Fettle.Diagnosis.Facts;
using Fettle.Diagnosis.Playbooks;

namespace Fettle.Diagnosis.Inference;

/// <summary>What the facts say about one cause.</summary>
internal sealed class Verdict(Playbook cause, CauseState state, double fit, double logOdds, IReadOnlyList<Afflicted> instances, Scope scope)
{
    public Playbook Cause => cause;

    public CauseState State => state;

    /// <summary>How well the complaint fits, 0 to 1.</summary>
    public double Fit => fit;

    /// <summary>Without an instance's variable bound.</summary>
    public Scope Scope => scope;

    public IReadOnlyList<Afflicted> Instances => instances;

    /// <summary>May be raised by a cause that this one explains.</summary>
    public double LogOdds { get; set; } = logOdds;

    /// <summary>May be raised by a cause that this one explains.</summary>
    public Severity Severity { get; set; } = instances.Count > 0 ? instances.Max(instance => instance.Severity) : Severity.Info;

    public List<string> ExplainedBy { get; } = [];

    public double Confidence => Odds.ToProbability(LogOdds);

    /// <summary>What orders findings: the odds, with urgency as a tie-breaker and mere notes last.</summary>
    public double Rank => LogOdds + Severity switch { Severity.Critical => 2.5, Severity.Warning => 0, _ => -30 };
}

/// <summary>One thing that has the cause, with the signs that hold for it.</summary>
internal sealed record Afflicted(string Key, Fact? Item, Scope Scope, Severity Severity, double LogOdds, IReadOnlyList<Sign> Signs);

internal static class Odds
{
    public static double FromProbability(double p) => Math.Log(p / (1 - p));

    public static double ToProbability(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    /// <summary>How uncertain a probability is, in bits.</summary>
    public static double Entropy(double p) => p is <= 0 or >= 1 ? 0 : -(p * Math.Log2(p)) - ((1 - p) * Math.Log2(1 - p));
}
