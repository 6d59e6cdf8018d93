using System.Text.Json;
using Fettle.SystemTests.Patients;

namespace Fettle.SystemTests.Agent;

/// <summary>The win-x64 agent by itself, under wine: what it finds on a healthy system, and on one that was made ill.</summary>
public sealed class WindowsCheckUpTests : IAsyncLifetime
{
    private const string Settings = @"HKCU\Software\Microsoft\Windows\CurrentVersion\Internet Settings";
    private readonly string _folder = Directory.CreateTempSubdirectory("fettle-wine-").FullName;
    private string _agent = "";

    private string HostsFile => Path.Combine(_folder, "drive_c/windows/system32/drivers/etc/hosts");

    public async ValueTask InitializeAsync()
    {
        var linux = await Lab.AgentAsync();
        _agent = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(linux)!, "..", "win-x64", "fettle-agent.exe"));
    }

    public async ValueTask DisposeAsync()
    {
        if (File.Exists("/usr/lib/wine/wineserver64"))
            await Shell.RunAsync("/usr/lib/wine/wineserver64", ["-k", "-w"], CancellationToken.None, ("WINEPREFIX", _folder));
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_healthy_system_gets_no_finding_above_info_and_tells_what_it_is()
    {
        SkipWhereItCannotRun();

        foreach (var complaint in (string?[])[null, "my computer is slow", "something is wrong, I cannot work"])
        {
            var diagnosed = await CheckUpAsync(complaint);
            Assert.True(!diagnosed.AboveInfo.Any(), diagnosed.Json);
        }

        using var report = JsonDocument.Parse((await CheckUpAsync(null)).Json);
        var measured = report.RootElement.GetProperty("probes").EnumerateArray()
            .Where(probe => probe.GetProperty("outcome").GetString() == "measured").Select(probe => probe.GetProperty("probe").GetString()!).ToHashSet();
        Assert.Superset(new HashSet<string> { "system", "mounts", "memory", "processor", "links", "routes", "nameservice", "resolver", "hosts", "proxy" }, measured);
    }

    [Fact]
    public async Task An_entry_in_the_hosts_file_is_named_first_and_switched_off()
    {
        SkipWhereItCannotRun();
        await CheckUpAsync(null);
        await File.WriteAllTextAsync(HostsFile, "127.0.0.1 localhost\r\n10.9.9.9 www.wikipedia.org intranet.corp\r\n");

        var first = (await CheckUpAsync("www.wikipedia.org does not open, every other site does")).Findings[0];
        Assert.Equal(("dns.hosts-override", "critical"), (first.Cause, first.Severity));
        var done = await AgentAsync("fix", "dns.hosts-override", "--yes", "--json");

        Assert.True(done.ExitCode == 0, done.ToString());
        Assert.Equal(["127.0.0.1 localhost", "# fettle: 10.9.9.9 www.wikipedia.org intranet.corp", "10.9.9.9 intranet.corp"], await File.ReadAllLinesAsync(HostsFile));
    }

    [Fact]
    public async Task A_proxy_that_nobody_answers_at_is_named_first_and_switched_off()
    {
        SkipWhereItCannotRun();
        await WineAsync("reg", "add", Settings, "/v", "ProxyEnable", "/t", "REG_DWORD", "/d", "1", "/f");
        await WineAsync("reg", "add", Settings, "/v", "ProxyServer", "/d", "127.0.0.1:9", "/f");

        var first = (await CheckUpAsync("proxy server does not respond")).Findings[0];
        Assert.Equal(("net.proxy-wrong", "critical"), (first.Cause, first.Severity));
        var done = await AgentAsync("fix", "net.proxy-wrong", "--yes", "--json");

        Assert.True(done.ExitCode == 0, done.ToString());
        Assert.Contains("0x0", (await WineAsync("reg", "query", Settings, "/v", "ProxyEnable")).Output);
    }

    private void SkipWhereItCannotRun()
    {
        Assert.SkipUnless(File.Exists(_agent), $"There is no {_agent}; run ./fettle publish");
        Assert.SkipUnless(File.Exists("/usr/bin/wine"), "wine is not installed: apt-get install -y wine");
    }

    private async Task<Diagnosed> CheckUpAsync(string? symptom)
    {
        var outcome = await AgentAsync(["checkup", "--json", .. symptom is null ? Array.Empty<string>() : ["--symptom", symptom]]);
        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        return Diagnosed.Parse(outcome.Output);
    }

    private Task<Outcome> AgentAsync(params string[] arguments) => WineAsync([_agent, .. arguments]);

    private Task<Outcome> WineAsync(params string[] arguments) =>
        Shell.RunAsync("/usr/bin/wine", arguments, TestContext.Current.CancellationToken, ("WINEPREFIX", _folder), ("WINEDEBUG", "-all"));
}
