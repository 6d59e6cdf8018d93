using System.Security.Cryptography;
using Fettle.Agent.Policy;
using Fettle.Protocol;

namespace Fettle.UnitTests.Agent;

public sealed class JobTests
{
    [Fact]
    public async Task A_script_runs_and_the_server_has_all_that_it_printed_before_it_has_the_result()
    {
        await using var agent = await EnrolledAgent.StartAsync();

        var result = await agent.RunAsync(EnrolledAgent.Script(1, "echo one", "echo zwei; echo 'drei 🙂' >&2"));

        Assert.Equal((JobOutcome.Succeeded, 0), (result.Outcome, result.ExitCode));
        Assert.Equal("one\nzwei\ndrei 🙂\n", string.Join('\n', agent.Server.Outputs[1].ToString().Split('\n')));
    }

    [Fact]
    public async Task A_script_stops_at_the_first_command_that_fails()
    {
        await using var agent = await EnrolledAgent.StartAsync();

        var result = await agent.RunAsync(EnrolledAgent.Script(1, "echo before", "false", "echo after"));

        Assert.Equal((JobOutcome.Failed, 1), (result.Outcome, result.ExitCode));
        Assert.Equal("before\n", agent.Server.Outputs[1].ToString());
    }

    [Fact]
    public async Task A_job_that_is_offered_again_and_again_runs_once()
    {
        await using var agent = await EnrolledAgent.StartAsync();
        var trace = agent.State["trace"];
        var order = EnrolledAgent.Script(1, $"echo ran >> {trace}");
        await agent.RunAsync(order);

        await agent.Server.NudgeAsync(new AgentNudge(JobsWaiting: true));
        var again = await agent.ResultAsync(1);
        await agent.StopAsync();
        await agent.StartRunningAsync();
        var afterRestart = await agent.ResultAsync(1);

        Assert.Equal("ran\n", await File.ReadAllTextAsync(trace));
        Assert.All([again, afterRestart], result => Assert.Equal(JobOutcome.Succeeded, result.Outcome));
    }

    [Fact]
    public async Task A_job_with_a_strange_signature_is_refused_and_does_not_block_the_true_one()
    {
        await using var agent = await EnrolledAgent.StartAsync();
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var trace = agent.State["trace"];
        agent.Server.Offer(EnrolledAgent.Script(1, $"echo forged >> {trace}"), signedBy: stranger);
        await agent.Server.NudgeAsync(new AgentNudge(JobsWaiting: true));
        var refused = await agent.ResultAsync(1);

        var result = await agent.RunAsync(EnrolledAgent.Script(1, $"echo true >> {trace}"));

        Assert.Equal(JobOutcome.Refused, refused.Outcome);
        Assert.Equal(JobOutcome.Succeeded, result.Outcome);
        Assert.Equal("true\n", await File.ReadAllTextAsync(trace));
    }

    [Fact]
    public async Task A_result_waits_on_disk_while_the_server_is_away_also_over_a_restart_of_the_agent()
    {
        await using var agent = await EnrolledAgent.StartAsync();
        var gate = agent.State["gate"];
        agent.Server.Offer(EnrolledAgent.Script(1, $"echo begun; until [ -e {gate} ]; do sleep 0.05; done; echo done"));
        await agent.Server.NudgeAsync(new AgentNudge(JobsWaiting: true));
        await EnrolledAgent.EventuallyAsync(() => agent.Server.Outputs.TryGetValue(1, out var text) && text.Length > 0);

        agent.Server.Away = true;
        await File.WriteAllTextAsync(gate, "");
        await EnrolledAgent.EventuallyAsync(() => JobJournalOf(agent).Contains("succeeded", StringComparison.OrdinalIgnoreCase));
        await agent.StopAsync();
        agent.Server.Away = false;
        agent.Server.Jobs.Clear();
        await agent.StartRunningAsync();
        var result = await agent.ResultAsync(1);

        Assert.Equal(JobOutcome.Succeeded, result.Outcome);
        Assert.Equal("begun\ndone\n", agent.Server.Outputs[1].ToString());
    }

    [Fact]
    public async Task A_job_that_ran_when_the_agent_went_down_is_told_as_interrupted_and_never_run_again()
    {
        await using var agent = await EnrolledAgent.StartAsync();
        var trace = agent.State["trace"];
        agent.Server.Offer(EnrolledAgent.Script(1, $"echo ran >> {trace}; echo running; sleep 60"));
        await agent.Server.NudgeAsync(new AgentNudge(JobsWaiting: true));
        await EnrolledAgent.EventuallyAsync(() => agent.Server.Outputs.TryGetValue(1, out var text) && text.Length > 0);

        await agent.StopAsync();
        await agent.StartRunningAsync();
        var result = await agent.ResultAsync(1);

        Assert.Equal(JobOutcome.Interrupted, result.Outcome);
        Assert.Equal("ran\n", await File.ReadAllTextAsync(trace));
    }

    [Fact]
    public async Task Cancelling_ends_a_job_with_everything_it_started()
    {
        await using var agent = await EnrolledAgent.StartAsync();
        var child = agent.State["child"];
        agent.Server.Offer(EnrolledAgent.Script(1, $"sleep 60 & echo $! > {child}; echo running; wait"));
        await agent.Server.NudgeAsync(new AgentNudge(JobsWaiting: true));
        await EnrolledAgent.EventuallyAsync(() => agent.Server.Outputs.TryGetValue(1, out var text) && text.Length > 0);

        await agent.Server.NudgeAsync(new AgentNudge(Cancel: [1]));
        var result = await agent.ResultAsync(1);

        Assert.Equal(JobOutcome.Cancelled, result.Outcome);
        var process = $"/proc/{(await File.ReadAllTextAsync(child)).Trim()}/stat";
        await EnrolledAgent.EventuallyAsync(() => !File.Exists(process) || File.ReadAllText(process).Contains(") Z ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_job_that_takes_too_long_is_ended_and_said_to_be()
    {
        await using var agent = await EnrolledAgent.StartAsync();

        var result = await agent.RunAsync(EnrolledAgent.Script(1, "echo begun", "sleep 60") with { TimeLimitSeconds = 1 });

        Assert.Equal(JobOutcome.TimedOut, result.Outcome);
        Assert.Equal("begun\n", agent.Server.Outputs[1].ToString());
    }

    [Fact]
    public async Task A_service_that_a_job_leaves_running_does_not_hold_the_job_up()
    {
        await using var agent = await EnrolledAgent.StartAsync();

        var result = await agent.RunAsync(EnrolledAgent.Script(1, "setsid sleep 20 & echo started"));

        Assert.Equal(JobOutcome.Succeeded, result.Outcome);
        Assert.True(result.FinishedAt - result.StartedAt < TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task Endless_output_is_cut_at_its_limit_and_the_cut_is_said()
    {
        await using var agent = await EnrolledAgent.StartAsync();

        await agent.RunAsync(EnrolledAgent.Script(1, "head -c 3000000 /dev/zero | tr '\\0' x"));

        var output = agent.Server.Outputs[1].ToString();
        Assert.InRange(output.Length, 1_000_000, 1_100_000);
        Assert.EndsWith("longer than the limit]\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_local_policy_forbids_is_refused_with_the_reason()
    {
        await using var agent = await EnrolledAgent.MakeAsync();
        agent.Policy = new LocalPolicy { Scripts = false };
        await agent.StartRunningAsync();

        var result = await agent.RunAsync(EnrolledAgent.Script(1, "true"));

        Assert.Equal(JobOutcome.Refused, result.Outcome);
        Assert.Contains("agent.yaml", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_up_carries_its_report_while_a_script_is_still_running()
    {
        await using var agent = await EnrolledAgent.StartAsync();
        agent.Server.Offer(EnrolledAgent.Script(1, "sleep 60"));
        var order = EnrolledAgent.Script(2) with { Kind = JobKind.CheckUp, Script = null, CheckUp = new CheckUpOrder("slow") };

        var result = await agent.RunAsync(order);

        Assert.Equal("slow", result.Report!.Value.GetProperty("symptom").GetString());
    }

    private static string JobJournalOf(EnrolledAgent agent) => string.Concat(Directory.EnumerateFiles(agent.State["jobs"], "*.json").Select(File.ReadAllText));
}
