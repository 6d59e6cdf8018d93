using System.Diagnostics;
using System.Globalization;
using Fettle.Bench.Running;

namespace Fettle.Bench.Measurements;

/// <summary>What the published agent costs a device that it has nothing to do on, and how long its check-ups take.</summary>
internal sealed class AgentAtRest(Checkout checkout)
{
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

    private static readonly string[] Complaints =
    [
        "no internet since this morning", "my computer is slow", "I cannot save my file", "the printer does not print", "web pages do not open",
        "the clock is wrong", "it says the disk is full", "I cannot sign in", "the certificate has expired", "an update failed",
    ];

    public async Task<Report> RunAsync(CancellationToken cancel)
    {
        await using var data = new TemporaryFolder();
        await using var server = await RunningServer.StartAsync(checkout, Path.Combine(data.Path, "server"), null, cancel);
        var token = (await Machine.RunAsync(checkout.Server, ["enrolment-token", "--uses", "1", .. RunningServer.Where(Path.Combine(data.Path, "server"), null)], cancel)).Trim();
        var state = Path.Combine(data.Path, "agent");
        await Machine.RunAsync(checkout.Agent, ["enroll", "--server", server.Url, "--token", token, "--state", state], cancel);

        using var agent = Process.Start(checkout.Agent, ["run", "--state", state]);
        await Task.Delay(Settle, cancel);
        var before = Machine.ProcessorTime(agent.Id);
        await Task.Delay(Rest, cancel);
        var used = Machine.ProcessorTime(agent.Id) - before;
        var memory = Machine.ResidentMemory(agent.Id);
        agent.Kill();

        var full = await TimeAsync([], 5, cancel);
        var directed = new List<double>();
        foreach (var complaint in Complaints)
            directed.AddRange(await TimeAsync(["--symptom", complaint], 1, cancel));

        return new(
            "The agent",
            $"The trimmed single file, enrolled with a server on the same machine; after {Settle.TotalSeconds:0} s to settle, processor time over {Rest.TotalMinutes:0} minutes and resident memory at their end, from /proc. "
            + "Check-ups as whole processes: 5 full ones, and one for each of 10 complaints. For scale on such a machine: prometheus-node-exporter 18 MB and 0.24 s, zabbix-agent2 18 MB and 0.36 s, netdata 55 MB and 4.8 s.",
            [
                new("resident memory at rest", $"{memory / 1e6:0.0} MB", "< 60 MB"),
                new("processor time in 5 minutes", string.Create(CultureInfo.InvariantCulture, $"{used.TotalSeconds:0.00} s"), "< 1 s"),
                new("a full check-up, median", $"{Statistics.Percentile(full, 0.5) / 1000:0.0} s", "< 10 s"),
                new("a directed check-up, median", $"{Statistics.Percentile(directed, 0.5) / 1000:0.0} s", "< 4 s"),
            ]);
    }

    private async Task<List<double>> TimeAsync(string[] options, int times, CancellationToken cancel)
    {
        var taken = new List<double>();
        for (var i = 0; i < times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await Machine.RunAsync(checkout.Agent, ["checkup", "--json", .. options], cancel);
            taken.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return taken;
    }
}
