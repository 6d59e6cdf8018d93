using System.Text.Json;
using Fettle.Agent.Diagnosis;
using Fettle.Agent.Platform;
using Fettle.Diagnosis;
using Fettle.Protocol;

namespace Fettle.Bench.Simulation;

/// <summary>
/// A machine that is made up, always the same for the same seed and number. A complaint about it brings a fault about, its remedy puts that right, and
/// one remedy in eight does not last.
/// </summary>
internal sealed class SimulatedDevice(DeviceIdentity identity, IReadOnlyList<UserAtWork> users, int seed) : IDevice, IDiagnosis
{
    private static readonly TimeSpan ProbesTake = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan CommandsTake = TimeSpan.FromMilliseconds(900);
    private readonly DateTimeOffset _bootedAt = DateTimeOffset.UtcNow - TimeSpan.FromHours(2 + seed % 400);
    private readonly Random _random = new(seed);
    private readonly HashSet<Fault> _faults = [];

    public DeviceIdentity Identity { get; } = identity;

    public static SimulatedDevice Make(int seed, int number, string? account)
    {
        var own = seed * 100_003 + number;
        var name = account ?? MadeUp.Account(own);
        var (os, platform) = MadeUp.OperatingSystem(own);
        return new SimulatedDevice(new DeviceIdentity($"{MadeUp.HostPrefix(own)}-{number:0000}", $"{own:x32}", os, platform), [MadeUp.AtWork(name, platform)], own);
    }

    public static SimulatedDevice Of(DemoDevice known, int seed)
    {
        var platform = known.Platform ?? "linux";
        return new SimulatedDevice(
            new DeviceIdentity(known.HostName, null, known.Os ?? "Debian GNU/Linux 12 (bookworm)", platform),
            [.. (known.Users ?? []).Select(user => MadeUp.AtWork(user, platform))], seed * 100_003 + (int)known.DeviceId);
    }

    public IReadOnlyList<UserAtWork> UsersAtWork() => users;

    public DeviceFigures Figures()
    {
        lock (_random)
            return new DeviceFigures(_bootedAt, Math.Round(_random.NextDouble() * 1.5, 2), Math.Round(0.35 + _random.NextDouble() * 0.2, 4),
                _faults.Any(fault => fault.Cause == "fs.deleted-held") ? 1 : Math.Round(0.3 + seed % 50 / 100.0, 4));
    }

    public Task<IReadOnlyDictionary<string, IReadOnlyList<InventoryItem>>> TakeInventoryAsync(CancellationToken cancel) =>
        Task.FromResult(MadeUpInventory.Of(Identity, users, seed));

    public async Task<int> RunAsync(string command, Action<string> printed, CancellationToken cancel)
    {
        foreach (var line in command.Split('\n').Where(line => line != "set -e"))
        {
            await Task.Delay(CommandsTake, cancel);
            printed($"[simulated device {Identity.HostName}] {line}\n");
        }
        return 0;
    }

    public string Script(IReadOnlyList<string> commands) => string.Join('\n', commands);

    public async Task<JsonElement> CheckUpAsync(string? symptom, CancellationToken cancel)
    {
        var startedAt = DateTimeOffset.UtcNow;
        await Task.Delay(ProbesTake, cancel);
        List<Fault> found;
        lock (_random)
        {
            _faults.UnionWith(Fault.Behind(symptom ?? ""));
            found = [.. _faults];
        }
        var report = new CheckUpReport
        {
            Findings = [.. found.Select(fault => fault.ToFinding()).OrderByDescending(finding => finding.Confidence)],
            RuledOut = [.. Fault.All.Except(found).Select(fault => new RuledOut(fault.Cause, fault.Gone))],
            Symptom = symptom,
            StartedAt = startedAt,
            DurationMs = (long)(DateTimeOffset.UtcNow - startedAt).TotalMilliseconds,
            AgentVersion = Fettle.Agent.Connection.EnrolDevice.AgentVersion,
            Host = Identity.HostName,
            Probes = [.. Fault.All.Select(fault => new ProbeRun(fault.Evidence[0].Probe, ProbeOutcome.Measured, 10 + fault.Cause.Length))],
        };
        return JsonSerializer.SerializeToElement(report, DiagnosisJson.Default.CheckUpReport);
    }

    public async Task<RemedyOutcome> ApplyAsync(RemedyOrder order, Action<string> printed, CancellationToken cancel)
    {
        var fault = Fault.All.FirstOrDefault(known => known.Cause == order.Cause);
        var applied = new List<AppliedCommand>();
        foreach (var command in order.Commands)
        {
            printed($"$ {command}\n");
            await Task.Delay(CommandsTake, cancel);
            var said = string.Concat((fault?.Output ?? []).Select(line => line + "\n"));
            printed(said);
            applied.Add(new AppliedCommand(command, 0, said.TrimEnd()) { DurationMs = (long)CommandsTake.TotalMilliseconds });
        }
        lock (_random)
        {
            if (fault is not null)
                _faults.Remove(fault);
        }
        var report = new FixReport
        {
            Cause = order.Cause,
            Remedies = [order.RemedyId],
            Applied = applied,
            Verified = fault is not null,
            Before = fault?.Evidence ?? [],
            After = fault is null ? [] : [new Evidence(fault.Evidence[0].Probe, fault.Gone, -4)],
        };
        return new RemedyOutcome(JsonSerializer.SerializeToElement(report, DiagnosisJson.Default.FixReport), report.Verified, 0);
    }

    public async Task<JsonElement> VerifyAsync(VerifyOrder order, CancellationToken cancel)
    {
        await Task.Delay(ProbesTake, cancel);
        lock (_random)
        {
            // What does not last is found by a hold, which looks again with nobody complaining.
            if (_random.Next(8) == 0 && Fault.All.FirstOrDefault(known => order.Causes.Contains(known.Cause)) is { } back)
                _faults.Add(back);
        }
        var report = new VerifyReport { Causes = [.. order.Causes.Select(Look)], StartedAt = DateTimeOffset.UtcNow, DurationMs = (long)ProbesTake.TotalMilliseconds };
        return JsonSerializer.SerializeToElement(report, DiagnosisJson.Default.VerifyReport);
    }

    private VerifiedCause Look(string cause)
    {
        var fault = Fault.All.FirstOrDefault(known => known.Cause == cause);
        if (fault is null)
            return new VerifiedCause(cause, CauseState.Unknown, [], []);
        lock (_random)
            return _faults.Contains(fault)
                ? new VerifiedCause(cause, CauseState.Present, [fault.Instance], fault.Evidence)
                : new VerifiedCause(cause, CauseState.Gone, [], [new Evidence(fault.Evidence[0].Probe, fault.Gone, -4)]);
    }
}
