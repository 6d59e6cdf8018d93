using Fettle.Agent.Diagnosis;

namespace Fettle.UnitTests.Diagnosis;

public sealed class RemedyShellTests
{
    [Fact]
    public async Task A_command_is_reported_with_its_exit_code_and_both_outputs()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a POSIX shell");
        var lines = new List<string>();
        var applied = await Shell.RunAsync("echo out; echo err >&2; exit 3", TimeSpan.FromSeconds(20), line => { lock (lines) lines.Add(line); }, TimeProvider.System, CancellationToken.None);
        Assert.Equal(3, applied.ExitCode);
        Assert.Equal(["err", "out"], applied.Output.Split('\n').Order());
        Assert.Equal(["err", "out"], lines.Order());
    }

    [Fact]
    public async Task A_command_that_does_not_end_is_cut_off()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a POSIX shell");
        var applied = await Shell.RunAsync("echo begun; sleep 1000", TimeSpan.FromSeconds(1), null, TimeProvider.System, CancellationToken.None);
        Assert.Equal(124, applied.ExitCode);
        Assert.Contains("cut off after 1 s", applied.Output);
    }

    [Fact]
    public async Task A_command_that_leaves_a_daemon_behind_does_not_hold_the_fix_up()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a POSIX shell");
        var applied = await Shell.RunAsync("sleep 30 & echo started", TimeSpan.FromSeconds(20), null, TimeProvider.System, CancellationToken.None);
        Assert.Equal(0, applied.ExitCode);
        Assert.True(applied.DurationMs < 15_000);
    }

    [Fact]
    public async Task Of_a_long_output_the_end_is_kept()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a POSIX shell");
        var applied = await Shell.RunAsync("i=0; while [ $i -lt 4000 ]; do echo line $i; i=$((i+1)); done", TimeSpan.FromSeconds(30), null, TimeProvider.System, CancellationToken.None);
        Assert.True(applied.Output.Length <= 16 * 1024);
        Assert.EndsWith("line 3999", applied.Output);
    }
}
