using Fettle.SystemTests.Agent;

namespace Fettle.SystemTests.Patients;

/// <summary>The agent as a service of a booted Debian: it survives what services have to survive, and goes without a trace.</summary>
public sealed class InstalledAgentTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = Treatment.LongestMilliseconds)]
    public async Task The_service_comes_back_after_a_crash_a_hang_and_a_start_of_the_machine_and_uninstalling_leaves_nothing()
    {
        PublishedServer.SkipWhereThereIsNone();
        Lab.SkipWhereItCannotRun();
        await using var patient = await Patient.AdmitAsync("healthy/booted", Cancel);
        await using var server = new PublishedServer { Everywhere = true };
        await server.InitializeAsync();
        var device = await InstalledAgent.EnrolAsync(patient, server);

        var first = await ProcessAsync(patient);
        await patient.RunAsync("kill", "-KILL", first);
        var second = await NextProcessAsync(patient, first);

        await patient.RunAsync("sh", "-c", "mkdir -p /run/systemd/system/fettle-agent.service.d && printf '[Service]\nWatchdogSec=3\n' >/run/systemd/system/fettle-agent.service.d/soon.conf && systemctl daemon-reload && systemctl restart fettle-agent");
        var watched = await NextProcessAsync(patient, second);
        await patient.RunAsync("kill", "-STOP", watched);
        await NextProcessAsync(patient, watched);
        await InstalledAgent.IsOnlineAsync(server, device);

        await patient.RebootAsync();
        await Eventually.HoldsAsync("the agent is connected after the start", async () => (await patient.TryAsync(InstalledAgent.Program, "status")).Output.Contains("connected since", StringComparison.Ordinal));

        await patient.RunAsync(InstalledAgent.Program, "uninstall", "--forget");
        Assert.Equal("", await patient.RunAsync("sh", "-c", "find /etc /var/lib /run /usr -name '*fettle*' -not -path '/run/systemd/*'; pgrep -x fettle-agent || true"));
        Assert.Equal(4, (await patient.TryAsync("systemctl", "status", "fettle-agent")).ExitCode);
    }

    [Fact(Timeout = Treatment.LongestMilliseconds)]
    public async Task The_package_brings_the_service_and_takes_all_of_it_away_again()
    {
        PublishedServer.SkipWhereThereIsNone();
        Lab.SkipWhereItCannotRun();
        var package = Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(await Lab.AgentAsync())!, ".."), "fettle-agent_*_amd64.deb").FirstOrDefault();
        Assert.SkipWhen(package is null, "There is no package of the agent; run ./fettle publish");
        await using var patient = await Patient.AdmitAsync("healthy/booted", Cancel);
        await using var server = new PublishedServer { Everywhere = true };
        await server.InitializeAsync();
        File.Copy(package, Path.Combine(patient.Root, "var/tmp/agent.deb"));

        await patient.RunAsync("dpkg", "--install", "/var/tmp/agent.deb");
        Assert.Equal("inactive", (await patient.TryAsync("systemctl", "is-active", "fettle-agent")).Output.Trim());
        var device = await InstalledAgent.EnrolAsync(patient, server, "fettle-agent");
        await patient.RebootAsync();
        await Eventually.HoldsAsync("the agent is connected after the start", async () => (await patient.TryAsync("fettle-agent", "status")).Output.Contains("connected since", StringComparison.Ordinal));
        Assert.Contains("apt-get purge", (await patient.TryAsync("fettle-agent", "uninstall")).Errors);
        await InstalledAgent.IsOnlineAsync(server, device);

        await patient.RunAsync("dpkg", "--purge", "fettle-agent");
        Assert.Equal("", await patient.RunAsync("sh", "-c", "find /etc /var/lib /run /usr /lib/systemd -name '*fettle*'; pgrep -x fettle-agent || true"));
    }

    private static async Task<string> ProcessAsync(Patient patient) => (await patient.RunAsync("systemctl", "show", "--value", "--property", "MainPID", "fettle-agent")).Trim();

    private static async Task<string> NextProcessAsync(Patient patient, string than)
    {
        var now = than;
        await Eventually.HoldsAsync("the service is started again", async () =>
        {
            now = await ProcessAsync(patient);
            return now != than && now != "0" && (await patient.TryAsync("systemctl", "is-active", "fettle-agent")).ExitCode == 0;
        });
        return now;
    }
}
