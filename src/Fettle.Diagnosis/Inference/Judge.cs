using Fettle.Diagnosis.Expressions;
using Fettle.Diagnosis.Facts;
using Fettle.Diagnosis.Playbooks;

namespace Fettle.Diagnosis.Inference;

/// <summary>
/// From facts to verdicts: the odds of a cause are its prior, times the complaint's fit, times every sign that was measured.
/// A cause is present only where its deciding expression holds: a complaint alone never makes one.
/// </summary>
internal sealed class Judge(PlaybookSet playbooks, FactSet facts, Complaint complaint, CommandContext context, IReadOnlyCollection<string> named)
{
    private const double FullFit = 4.5;
    private const double NoFit = -1;

    /// <summary>A complaint that fits nothing better than this gives no direction ("it is slow today, I cannot work").</summary>
    private const double Vague = 0.2;

    /// <summary>A finding that is less likely than not is never above info.</summary>
    private const double LikelierThanNot = 0.5;
    private const double NamedInComplaint = 2.5;

    public List<Verdict> All()
    {
        var verdicts = playbooks.Causes.Select(Of).ToList();
        Attribution.Apply(verdicts);
        foreach (var doubtful in verdicts.Where(verdict => verdict.Confidence < LikelierThanNot))
            doubtful.Severity = Severity.Info;
        return verdicts;
    }

    /// <summary>Whether the complaint points anywhere at all.</summary>
    public bool IsDirected { get; } = complaint.IsGiven && playbooks.Causes.Any(cause => playbooks.Matcher.Fit(complaint, cause.Id) >= Vague);

    /// <summary>What is believed before anything decisive is measured.</summary>
    public double PriorOdds(Playbook cause) => Odds.FromProbability(cause.Prior) + FromComplaint(FitOf(cause));

    private double FitOf(Playbook cause) => named.Contains(cause.Id) ? 1 : playbooks.Matcher.Fit(complaint, cause.Id);

    private Verdict Of(Playbook cause)
    {
        var fit = FitOf(cause);
        var prior = PriorOdds(cause);
        var scope = new Scope(facts).With("agent", context.ToFact()).With("complaint", ComplaintFact(fit, named.Contains(cause.Id)));
        if (cause.Each is not { } each)
        {
            var (state, found) = Examine(cause, "", null, scope, prior);
            // An expression may be false for want of facts; what was not measured rules nothing out, and proves no fix.
            if (state is CauseState.Gone && !IsMeasured(cause))
                state = CauseState.Unknown;
            return new Verdict(cause, state, fit, found?.LogOdds ?? prior, found is null ? [] : [found], scope);
        }
        if (each.List.Evaluate(scope) is not Fact.List list)
            return new Verdict(cause, CauseState.Unknown, fit, prior, [], scope);

        var afflicted = new List<Afflicted>();
        var unsure = false;
        foreach (var item in list.Items)
        {
            var inner = scope.With(each.Variable, item);
            if (each.Where?.Decide(inner) is false || each.Key.Evaluate(inner) is not Fact.Text key)
                continue;
            var (state, found) = Examine(cause, key.Value, item, inner, prior);
            unsure |= state is CauseState.Unknown;
            if (found is not null)
                afflicted.Add(found);
        }
        if (afflicted.Count is 0)
            return new Verdict(cause, unsure || !IsMeasured(cause) ? CauseState.Unknown : CauseState.Gone, fit, prior, [], scope);
        afflicted = [.. afflicted.OrderByDescending(found => found.Severity).ThenByDescending(found => found.LogOdds)];
        // What merely deserves a note does not stand beside what is broken.
        var worst = afflicted[0].Severity;
        afflicted = [.. afflicted.Where(found => found.Severity == worst || found.Severity > Severity.Info)];
        return new Verdict(cause, CauseState.Present, fit, afflicted[0].LogOdds, afflicted, scope);
    }

    private bool IsMeasured(Playbook cause) => cause.DecidingProbes.Count is 0 || facts.Measured.ContainsKey(cause.Fault.Probe);

    private (CauseState, Afflicted?) Examine(Playbook cause, string key, Fact? item, Scope scope, double prior)
    {
        switch (cause.Fault.When.Decide(scope))
        {
            case null:
                return (CauseState.Unknown, null);
            case false:
                return (CauseState.Gone, null);
        }
        var signs = cause.Signs.Where(sign => sign.When.Decide(scope) is true).Prepend(cause.Fault).ToList();
        var isNamed = cause.Names.Any(name => name.Evaluate(scope) is Fact.Text text && complaint.AsWritten.Contains(text.Value.ToLowerInvariant()));
        var severity = cause.Severities.FirstOrDefault(level => level.When.Decide(scope) is true, (Severity.Info, null!)).Level;
        var odds = prior + signs.Sum(sign => sign.Weight) + (isNamed ? NamedInComplaint : 0);
        return (CauseState.Present, new Afflicted(key, item, scope, severity, odds, signs));
    }

    private double FromComplaint(double fit) => IsDirected || fit >= Vague ? NoFit + ((FullFit - NoFit) * fit) : 0;

    private Fact.Record ComplaintFact(double fit, bool isNamed) => Fact.Of(
        ("given", complaint.IsGiven || fit > 0),
        ("named", isNamed),
        ("fits", fit),
        ("words", Fact.ListOf(complaint.AsWritten)),
        ("services", Fact.ListOf(complaint.Services)));
}
