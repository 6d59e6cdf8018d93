using System.Diagnostics;
using System.Text.Json.Nodes;
using Fettle.SystemTests.Patients;

namespace Fettle.SystemTests.Agent;

/// <summary>The published agent as a process, enrolled with a server: on Linux as it is, for Windows under wine.</summary>
internal sealed class PublishedAgent : IAsyncDisposable
{
    private readonly PublishedServer _server;
    private readonly string _program;
    private readonly string[] _before;
    private Process? _process;

    private PublishedAgent(PublishedServer server, string program, params string[] before) => (_server, _program, _before) = (server, program, before);

    public string Folder { get; } = Directory.CreateTempSubdirectory("fettle-system-agent-").FullName;

    public long DeviceId { get; private set; }

    public static async Task<PublishedAgent> EnrolAsync(PublishedServer server)
    {
        var agent = new PublishedAgent(server, await Lab.AgentAsync());
        await agent.EnrolAsync();
        return agent;
    }

    /// <summary>The win-x64 file that <c>./fettle publish</c> lays beside the Linux one.</summary>
    public static async Task<PublishedAgent> EnrolUnderWineAsync(PublishedServer server)
    {
        var file = Path.Combine(Path.GetDirectoryName(await Lab.AgentAsync())!, "..", "win-x64", "fettle-agent.exe");
        Assert.SkipUnless(File.Exists(file), $"There is no {file}; run ./fettle publish");
        Assert.SkipUnless(File.Exists("/usr/bin/wine"), "wine is not installed: apt-get install -y wine");
        var agent = new PublishedAgent(server, "/usr/bin/wine", Path.GetFullPath(file));
        await agent.EnrolAsync();
        return agent;
    }

    public void Start()
    {
        _process = Process.Start(What("run"))!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
    }

    public async Task<JsonObject> DeviceAsync() => await _server.GetAsync($"/devices/{DeviceId}");

    public Task PresenceIsAsync(string presence, TimeSpan? within = null) =>
        Eventually.HoldsAsync($"the device is {presence}", async () => (string?)(await DeviceAsync())["presence"] == presence, within);

    /// <summary>Neither the process nor the kernel tells the server: what a pulled cable looks like from there.</summary>
    public Task CutAsync() => SignalAsync("STOP");

    public Task ReconnectAsync() => SignalAsync("CONT");

    public async Task KillAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await KillAsync();
        if (_before.Length > 0)
            await EndWineAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task EnrolAsync()
    {
        using var enrolling = Process.Start(What("enroll", "--server", _server.Url, "--token", await _server.EnrolmentTokenAsync()))!;
        var said = await enrolling.StandardError.ReadToEndAsync();
        await enrolling.WaitForExitAsync();
        Assert.True(enrolling.ExitCode == 0, said);
        var enrolment = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "state", "enrolment.json")))!;
        DeviceId = (long)enrolment["deviceId"]!;
    }

    private ProcessStartInfo What(params string[] arguments)
    {
        var state = _before.Length == 0 ? Path.Combine(Folder, "state") : $@"Z:{Folder.Replace('/', '\\')}\state";
        var what = new ProcessStartInfo(_program, [.. _before, .. arguments, "--state", state]) { RedirectStandardError = true };
        what.Environment["WINEPREFIX"] = Path.Combine(Folder, "wine");
        what.Environment["WINEDEBUG"] = "-all";
        return what;
    }

    /// <summary>Wine's own server outlives its programs, and writes into its folder as it ends.</summary>
    private async Task EndWineAsync()
    {
        var what = new ProcessStartInfo("/usr/lib/wine/wineserver64", ["-k", "-w"]);
        what.Environment["WINEPREFIX"] = Path.Combine(Folder, "wine");
        using var ending = Process.Start(what)!;
        await ending.WaitForExitAsync();
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process!.Id}"]);
        await kill.WaitForExitAsync();
    }
}
