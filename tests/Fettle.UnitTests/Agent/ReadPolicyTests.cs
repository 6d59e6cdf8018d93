using Fettle.Agent.Policy;

namespace Fettle.UnitTests.Agent;

public sealed class ReadPolicyTests
{
    [Fact]
    public void Every_setting_is_understood()
    {
        var policy = ReadPolicy.Parse("""
            server: https://fettle.example.org
            check-ups: yes
            remedies: careful
            scripts: no
            commands:
              - "systemctl restart *"
            quiet-hours: "22:00-06:00"
            """, "agent.yaml");

        Assert.Equal(new Uri("https://fettle.example.org"), policy.Server);
        Assert.Equal(Risk.Careful, policy.HighestRisk);
        Assert.False(policy.Scripts);
        Assert.Equal("systemctl restart *", Assert.Single(policy.Commands));
        Assert.Equal(new QuietHours(new TimeOnly(22, 0), new TimeOnly(6, 0)), policy.Quiet);
    }

    [Theory]
    [InlineData("remedies: safe\nscript: no\n", "agent.yaml:2: there is no setting 'script'")]
    [InlineData("scripts: maybe", "agent.yaml:1: 'maybe' is neither yes nor no")]
    [InlineData("check-ups: yes\n\nremedies: brave", "agent.yaml:3: 'brave' is not the highest risk")]
    [InlineData("commands: systemctl", "agent.yaml:1: commands is a list")]
    [InlineData("quiet-hours: at night", "agent.yaml:1: 'at night' is not a time")]
    [InlineData("server: fettle", "agent.yaml:1: 'fettle' is not the address")]
    [InlineData("- scripts", "agent.yaml:1: expected settings")]
    [InlineData("remedies: safe\nscripts: ]", "agent.yaml:2:")]
    public void A_slip_is_an_error_that_says_file_line_and_reason(string text, string error) =>
        Assert.StartsWith(error, Assert.Throws<PolicyError>(() => ReadPolicy.Parse(text, "agent.yaml")).Message, StringComparison.Ordinal);

    [Fact]
    public void An_empty_file_is_the_default() => Assert.Equal(LocalPolicy.Default, ReadPolicy.Parse("# nothing yet\n", "agent.yaml"));
}
