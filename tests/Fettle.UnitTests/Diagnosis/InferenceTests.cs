using Fettle.Diagnosis;
using Fettle.Diagnosis.Facts;

namespace Fettle.UnitTests.Diagnosis;

/// <summary>How the engine weighs, on two small causes: a leak that fills a tank, and the full tank.</summary>
public sealed class InferenceTests
{
    private const string FullTank = """
        id: tank.full
        title: "{t.name} is full"
        prior: 0.05
        complaints: [tank is full, water on the floor]
        each: t in tanks.list
        key: t.name
        names: [t.name]
        severity:
          critical: t.level > 90%
        fault:
          when: t.level > 90%
          says: "{t.name} is {percent(t.level)} full"
          weight: 5
          absent: No tank is full
        evidence:
          - when: pipes.leaking
            says: A pipe leaks
            weight: 1
        explanation: It holds no more.
        remedies:
          - id: drain
            title: "Drain {t.name}"
            did: We drained it.
            risk: careful
            commands: ["drain {t.name}"]
        """;

    private const string Leak = """
        id: pipe.leak
        title: A pipe leaks
        prior: 0.01
        complaints: [sound of water, rattling in the wall]
        severity:
          warning: "true"
        fault:
          when: pipes.leaking
          says: The pipe leaks
          weight: 3
          absent: No pipe leaks
        explanation: Water comes out.
        explains:
          - cause: tank.full
            when: other.name == pipes.into
        """;

    private static readonly Catalogue Probes = Catalogue.Read("probes.yaml", """
        tanks:
          measures: Tanks
          cost: 10
          limit: 100
          facts:
            list:
              - name: text
                level: number
        pipes:
          measures: Pipes
          cost: 500
          limit: 1000
          facts:
            leaking: flag
            into: text
        """);

    [Fact]
    public void A_complaint_alone_makes_no_finding() =>
        Assert.Empty(Conclude("the tank is full, there is water on the floor", Tanks(("a", 0.2)), Pipes(false)));

    [Fact]
    public void A_complaint_that_fits_makes_a_finding_more_certain()
    {
        var silent = Conclude(null, Tanks(("a", 0.95)), Pipes(false))[0].Confidence;
        var fitting = Conclude("my tank is full", Tanks(("a", 0.95)), Pipes(false))[0].Confidence;
        var other = Conclude("rattling in the wall", Tanks(("a", 0.95)), Pipes(false))[0].Confidence;
        Assert.True(other < silent && silent < fitting, $"{other} < {silent} < {fitting}");
    }

    [Fact]
    public void All_instances_are_named_and_remedied()
    {
        var finding = Conclude(null, Tanks(("a", 0.95), ("b", 0.2), ("c; rm", 0.99)), Pipes(false))[0];
        Assert.Equal("a is full; c; rm is full", string.Join("; ", finding.Title.Split("; ").OrderBy(part => part == "rm is full")));
        Assert.Equal(["a", "c; rm"], finding.Instances.Select(instance => instance.Key).Order());
        Assert.Equal(["drain 'c; rm'", "drain a"], finding.Remedies[0].Commands.Order());
    }

    [Fact]
    public void The_instance_that_the_complaint_names_comes_first() =>
        Assert.Equal("b", Conclude("b is full", Tanks(("a", 0.95), ("b", 0.95)), Pipes(false))[0].Instances[0].Key);

    [Fact]
    public void A_cause_ranks_above_what_it_explains_and_is_as_urgent()
    {
        var findings = Conclude("tank is full", Tanks(("a", 0.95)), Pipes(true, into: "a"));
        Assert.Equal(["pipe.leak", "tank.full"], findings.Select(finding => finding.Cause));
        Assert.Equal(Severity.Critical, findings[0].Severity);
        Assert.Equal(["pipe.leak"], findings[1].ExplainedBy);
    }

    [Fact]
    public void A_cause_does_not_explain_another_instance() =>
        Assert.Equal(["tank.full", "pipe.leak"], Conclude("tank is full", Tanks(("a", 0.95)), Pipes(true, into: "b")).Select(finding => finding.Cause));

    [Fact]
    public void What_could_not_be_measured_is_neither_found_nor_ruled_out()
    {
        var (findings, ruledOut) = Diagnose(null).Conclude(Facts(Tanks(("a", 0.2))));
        Assert.Empty(findings);
        Assert.Equal(["tank.full"], ruledOut.Select(cause => cause.Cause));
        Assert.Equal("No tank is full", ruledOut[0].Why);
    }

    [Theory]
    [InlineData("a", CauseState.Present)]
    [InlineData("b", CauseState.Gone)]
    public void A_verification_looks_at_the_held_instance_only(string instance, CauseState expected) =>
        Assert.Equal(expected, Diagnose(null).Verify(new HeldCause("tank.full", [instance]), Facts(Tanks(("a", 0.95), ("b", 0.2)), Pipes(false))).State);

    [Fact]
    public void A_verification_without_facts_is_unknown() =>
        Assert.Equal(CauseState.Unknown, Diagnose(null).Verify(new HeldCause("tank.full", []), Facts(Pipes(false))).State);

    [Theory]
    [InlineData(0.05, Severity.Critical)]
    [InlineData(0.0004, Severity.Info)]
    public void A_finding_that_is_less_likely_than_not_is_never_above_info(double prior, Severity expected)
    {
        var playbook = FullTank.Replace("prior: 0.05", $"prior: {prior.ToString(System.Globalization.CultureInfo.InvariantCulture)}");
        var diagnostician = new Diagnostician(PlaybookSet.Read([("tank.yaml", playbook)], Probes), null, new CommandContext("", default));
        var finding = diagnostician.Conclude(Facts(Tanks(("a", 0.95)), Pipes(false))).Findings[0];
        Assert.Equal(expected, finding.Severity);
        Assert.Equal(expected is Severity.Info, finding.Confidence < 0.5);
    }

    [Fact]
    public void A_complaint_that_points_nowhere_takes_nothing_from_what_is_found() =>
        Assert.Equal(Conclude(null, Tanks(("a", 0.95)), Pipes(false))[0].Confidence, Conclude("nothing works today", Tanks(("a", 0.95)), Pipes(false))[0].Confidence);

    [Fact]
    public void A_remedy_says_in_plain_words_what_it_did() =>
        Assert.Equal("We drained it.", Conclude(null, Tanks(("a", 0.95)), Pipes(false))[0].Remedies[0].Did);

    private static IReadOnlyList<Finding> Conclude(string? symptom, params (string, Fact.Record)[] facts) => Diagnose(symptom).Conclude(Facts(facts)).Findings;

    private static Diagnostician Diagnose(string? symptom) =>
        new(PlaybookSet.Read([("tank.yaml", FullTank), ("leak.yaml", Leak)], Probes), symptom, new CommandContext("/opt/fettle-agent", DateTimeOffset.UnixEpoch));

    private static FactSet Facts(params (string Probe, Fact.Record Facts)[] measured) =>
        measured.Aggregate(new FactSet(), (facts, probe) => facts.With(new ProbeResult(probe.Probe, ProbeOutcome.Measured, probe.Facts)));

    private static (string, Fact.Record) Tanks(params (string Name, double Level)[] tanks) =>
        ("tanks", Fact.Of(("list", Fact.ListOf(tanks.Select(tank => Fact.Of(("name", tank.Name), ("level", tank.Level)))))));

    private static (string, Fact.Record) Pipes(bool leaking, string into = "") => ("pipes", Fact.Of(("leaking", leaking), ("into", into)));
}
