using Fettle.Agent.Jobs;
using Fettle.Agent.Policy;
using Fettle.Protocol;

namespace Fettle.UnitTests.Agent;

public sealed class AdmissionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly JobOrder Remedy = new(
        1, 1, 7, JobKind.Remedy, Noon, Noon.AddHours(1), 60, Remedy: new RemedyOrder("fs.full", "clean", "careful", ["apt-get clean"], ["/"]));

    private static readonly JobOrder Script = new(2, 1, 7, JobKind.Script, Noon, Noon.AddHours(1), 60, Script: new ScriptOrder(["systemctl restart cups"]));

    [Fact]
    public void An_order_for_this_device_in_its_time_may_run() => Assert.Equal(Verdict.Run, VerdictOn(Remedy, LocalPolicy.Default));

    [Fact]
    public void An_order_for_another_device_is_refused() => Assert.Equal(Verdict.Refuse, VerdictOn(Remedy with { DeviceId = 8 }, LocalPolicy.Default));

    [Fact]
    public void An_order_is_refused_from_the_very_instant_at_which_it_expires() =>
        Assert.Equal(Verdict.Refuse, VerdictOn(Remedy with { ExpiresAt = Noon }, LocalPolicy.Default));

    [Theory]
    [InlineData(JobKind.Remedy)]
    [InlineData(JobKind.Script)]
    [InlineData(JobKind.CheckUp)]
    [InlineData(JobKind.Verify)]
    [InlineData((JobKind)99)]
    public void An_order_without_its_part_is_refused(JobKind kind) =>
        Assert.Equal(Verdict.Refuse, VerdictOn(Remedy with { Kind = kind, Remedy = null }, LocalPolicy.Default));

    [Theory]
    [InlineData("safe", true)]
    [InlineData("careful", false)]
    [InlineData("dangerous", false)]
    [InlineData("harmless, trust me", false)]
    public void A_remedy_of_a_higher_risk_than_the_device_allows_is_refused(string risk, bool runs) =>
        Assert.Equal(runs ? Verdict.Run : Verdict.Refuse, VerdictOn(Remedy with { Remedy = Remedy.Remedy! with { Risk = risk } }, new LocalPolicy { HighestRisk = Risk.Safe }));

    [Fact]
    public void In_quiet_hours_changes_wait_and_looks_do_not()
    {
        var policy = new LocalPolicy { Quiet = QuietHours.TryParse("11:00-13:00") };
        var look = Remedy with { Kind = JobKind.CheckUp, CheckUp = new CheckUpOrder(null) };

        Assert.Equal(Verdict.Later, VerdictOn(Remedy, policy));
        Assert.Equal(Verdict.Run, VerdictOn(look, policy));
    }

    [Theory]
    [InlineData("22:00-06:00", "23:30", true)]
    [InlineData("22:00-06:00", "05:59", true)]
    [InlineData("22:00-06:00", "06:00", false)]
    [InlineData("09:00-17:00", "08:59", false)]
    public void Quiet_hours_may_run_over_midnight(string hours, string time, bool quiet) =>
        Assert.Equal(quiet, QuietHours.TryParse(hours)!.Contains(TimeOnly.Parse(time)));

    [Theory]
    [InlineData("systemctl restart cups", true)]
    [InlineData("systemctl restart cups; rm -rf /", false)]
    [InlineData("systemctl restart $(reboot)", false)]
    [InlineData("systemctl restart cups\nreboot", false)]
    [InlineData("systemctl stop cups", false)]
    public void A_pattern_of_commands_lets_nothing_else_slip_in(string command, bool runs) =>
        Assert.Equal(runs ? Verdict.Run : Verdict.Refuse, VerdictOn(Script with { Script = new ScriptOrder([command]) }, new LocalPolicy { Commands = ["systemctl restart *"] }));

    [Fact]
    public void The_server_can_tighten_the_policy() =>
        Assert.Equal(Verdict.Refuse, VerdictOn(Script, LocalPolicy.Default.TightenedBy(new AgentLimits(Scripts: false, HighestRisk: null))));

    [Fact]
    public void The_server_cannot_loosen_the_policy()
    {
        var strict = new LocalPolicy { Scripts = false, HighestRisk = Risk.Safe };

        Assert.Equal(strict, strict.TightenedBy(new AgentLimits(Scripts: true, HighestRisk: "dangerous")));
    }

    private static Verdict VerdictOn(JobOrder order, LocalPolicy policy) => Admission.Of(order, 7, policy, Noon, TimeZoneInfo.Utc).Verdict;
}
