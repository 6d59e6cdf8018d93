using Fettle.Diagnosis.Facts;
using Fettle.Diagnosis.Inference;

namespace Fettle.Diagnosis;

/// <summary>
/// Tells causes from facts. It measures nothing itself: it says which probes to run next, is given their facts, and concludes.
/// Give it the same facts again and it says the same: that is a replay.
/// </summary>
public sealed class Diagnostician
{
    private readonly PlaybookSet _playbooks;
    private readonly Complaint _complaint;
    private readonly CommandContext _context;
    private readonly IReadOnlyCollection<string> _named;

    /// <param name="playbooks">What it knows.</param>
    /// <param name="symptom">The complaint in the reporter's words; null for a check-up of the whole machine.</param>
    /// <param name="context">What commands need besides facts.</param>
    /// <param name="named">Causes that somebody named, which is as good as a complaint that fits them.</param>
    public Diagnostician(PlaybookSet playbooks, string? symptom, CommandContext context, IReadOnlyCollection<string>? named = null)
    {
        _named = named ?? [];
        _playbooks = playbooks;
        _complaint = playbooks.Matcher.Read(symptom);
        _context = context;
    }

    /// <summary>The words of the complaint as written, in small letters: names of hosts and things may be among them.</summary>
    public IReadOnlyList<string> Words => _complaint.AsWritten;

    /// <summary>The probes to run next, side by side; none when it is time to conclude.</summary>
    public IReadOnlyList<ProbeSpec> Next(FactSet facts)
    {
        var judge = JudgeOf(facts);
        return Plan.Next(judge.All(), judge, facts, judge.IsDirected);
    }

    /// <summary>All probes that a verdict on these causes needs, with those of the causes that explain them.</summary>
    public IReadOnlyList<ProbeSpec> ProbesFor(IReadOnlyCollection<string> causes) => Plan.For(_playbooks, causes);

    /// <summary>The causes found, most likely first, and those ruled out.</summary>
    public (IReadOnlyList<Finding> Findings, IReadOnlyList<RuledOut> RuledOut) Conclude(FactSet facts)
    {
        var verdicts = JudgeOf(facts).All();
        return (Findings.Of(verdicts), Findings.RuledOut(verdicts));
    }

    /// <summary>Whether a cause is there now.</summary>
    /// <param name="held">The cause, and where to look; instances that are not listed do not count.</param>
    /// <param name="facts">Fresh facts.</param>
    public VerifiedCause Verify(HeldCause held, FactSet facts)
    {
        var verdict = JudgeOf(facts).All().Find(verdict => verdict.Cause.Id == held.Cause);
        if (verdict is null)
            return new VerifiedCause(held.Cause, CauseState.Unknown, [], [new Evidence("playbooks", "this agent knows no such cause", 0)]);
        var present = verdict.Instances.Where(instance => instance.Severity > Severity.Info || verdict.Instances.All(other => other.Severity is Severity.Info))
            .Select(instance => instance.Key).Where(key => held.Instances.Count is 0 || held.Instances.Contains(key)).Distinct().ToList();
        var state = verdict.State is CauseState.Unknown ? CauseState.Unknown : present.Count > 0 ? CauseState.Present : CauseState.Gone;
        return new VerifiedCause(held.Cause, state, present, Findings.EvidenceOf(verdict));
    }

    /// <summary>How long a cause's remedies need to show: the pause before the first look, the number of looks, the pause between them.</summary>
    public (TimeSpan Settle, int Tries, TimeSpan Every) PatienceFor(string cause) =>
        _playbooks.Causes.FirstOrDefault(known => known.Id == cause)?.Verify is { } verify ? (verify.Settle, verify.Tries, verify.Every) : default;

    private Judge JudgeOf(FactSet facts) => new(_playbooks, facts, _complaint, _context, _named);
}
