using System.Text.Json;

namespace Fettle.SystemTests.Patients;

/// <summary>A real Debian system in namespaces of its own, with the agent at /opt/fettle-agent and a network that ends in this machine.</summary>
internal sealed class Patient : IAsyncDisposable
{
    private static int admitted;

    private readonly string name;
    private readonly CancellationToken cancel;

    private Patient(string name, CancellationToken cancel) => (this.name, this.cancel) = (name, cancel);

    /// <summary>Boots a fresh copy of what the fault needs. It is still well.</summary>
    public static async Task<Patient> AdmitAsync(string fault, CancellationToken cancel)
    {
        var agent = await Lab.AgentAsync();
        var patient = new Patient($"t{Environment.ProcessId}-{Interlocked.Increment(ref admitted)}", cancel);
        var boot = await Shell.RunAsync(Lab.Script, ["admit", patient.name, fault], cancel, ("FETTLE_AGENT", agent));
        Assert.True(boot.ExitCode == 0, $"{fault}: the patient did not come up: {boot}");
        return patient;
    }

    public async Task FallIllAsync()
    {
        var injected = await DoAsync("inject");
        Assert.True(injected.ExitCode == 0, $"the fault could not be injected: {injected}");
    }

    /// <summary>Once more, in the same way.</summary>
    public async Task RelapseAsync()
    {
        var injected = await DoAsync("relapse");
        Assert.True(injected.ExitCode == 0, $"the fault could not be injected again: {injected}");
    }

    /// <summary>Its file system, seen from this machine.</summary>
    public string Root => Path.Combine(Environment.GetEnvironmentVariable("FETTLE_LAB_STATE") ?? "/var/tmp/fettle-lab", name, "root");

    public async Task RebootAsync()
    {
        var booted = await DoAsync("reboot");
        Assert.True(booted.ExitCode == 0, $"the patient did not start again: {booted}");
    }

    /// <summary>Lays a link between the patient and this machine.</summary>
    /// <returns>This machine's address on it.</returns>
    public async Task<string> ReachAsync()
    {
        var linked = await DoAsync("reach");
        Assert.True(linked.ExitCode == 0, $"no link could be laid: {linked}");
        return linked.Output.Trim();
    }

    /// <summary>Runs something inside, as root, that has to work.</summary>
    /// <returns>What it printed.</returns>
    public async Task<string> RunAsync(params IEnumerable<string> command)
    {
        var outcome = await TryAsync(command);
        Assert.True(outcome.ExitCode == 0, $"{string.Join(' ', command)}: {outcome}");
        return outcome.Output;
    }

    /// <summary>Runs something inside, as root, however it ends.</summary>
    public Task<Outcome> TryAsync(params IEnumerable<string> command) => DoAsync("run", command);

    /// <summary>The user's own test: can they save, print, sign in, open a page?</summary>
    public async Task<bool> UserCanWorkAsync() => (await DoAsync("usertest")).ExitCode == 0;

    /// <summary>A line of checksum and path for every file that a person made.</summary>
    public async Task<IReadOnlyList<string>> KeepsakesAsync() =>
        (await DoAsync("keepsakes")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public async Task<Diagnosed> CheckUpAsync(string? symptom = null)
    {
        var outcome = await DoAsync("run", ["/opt/fettle-agent", "checkup", "--json", .. symptom is null ? Array.Empty<string>() : ["--symptom", symptom]]);
        Assert.True(outcome.ExitCode == 0, $"the check-up failed: {outcome}");
        return Diagnosed.Parse(outcome.Output);
    }

    public async Task<Fixed> FixAsync(string cause)
    {
        var outcome = await DoAsync("run", ["/opt/fettle-agent", "fix", cause, "--yes", "--json"]);
        Assert.True(outcome.ExitCode is 0 or 1, $"fix {cause} did not run: {outcome}");
        using var json = JsonDocument.Parse(outcome.Output);
        return new Fixed(json.RootElement.GetProperty("verified").GetBoolean(), outcome.ExitCode, outcome.Output);
    }

    public async ValueTask DisposeAsync() => await Shell.RunAsync(Lab.Script, ["discharge", name], CancellationToken.None);

    private Task<Outcome> DoAsync(string verb, params IEnumerable<string> rest) => Shell.RunAsync(Lab.Script, [verb, name, .. rest], cancel);
}
