using Fettle.SystemTests.Agent;

namespace Fettle.SystemTests.Patients;

/// <summary>The one command of the enrolment page, typed on a machine that has never heard of Fettle.</summary>
public sealed class OneCommandTests
{
    [Fact(Timeout = Treatment.LongestMilliseconds)]
    public async Task It_takes_a_machine_in_refuses_others_than_root_and_may_be_run_again()
    {
        await using var house = await House.OpenAsync();
        var command = await house.CommandAsync();

        var refused = await house.Patient.TryAsync("runuser", "-u", "alice", "--", "sh", "-c", command);
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("as root", refused.Errors);

        await house.Patient.RunAsync("sh", "-c", command);
        var device = await house.OnlyDeviceAsync();
        await InstalledAgent.IsOnlineAsync(house.Server, device);
        var again = await house.Patient.RunAsync("sh", "-c", command);

        Assert.Contains("up to date", again);
        Assert.Contains("enrolled already", again);
        Assert.Equal(device, await house.OnlyDeviceAsync());
    }

    [Fact(Timeout = Treatment.LongestMilliseconds)]
    public async Task It_does_with_wget_and_without_systemd_and_installs_nothing_that_is_not_what_the_server_said()
    {
        await using var house = await House.OpenAsync();
        await house.Patient.RunAsync("sh", "-c", "mv /usr/bin/curl /usr/bin/curl.away && ln -s /bin/busybox /usr/local/bin/wget");
        var command = await house.CommandAsync();

        var spoilt = command.Replace("| sh", "| sed \"s/^sha256='...../sha256='00000/\" | sh", StringComparison.Ordinal);
        var refused = await house.Patient.TryAsync("sh", "-c", spoilt);
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("Nothing was installed", refused.Errors);
        Assert.Equal("", await house.Patient.RunAsync("sh", "-c", "ls /usr/local/bin | grep fettle || true"));

        await house.Patient.RunAsync("unshare", "--mount", "sh", "-c", $"mount -t tmpfs tmpfs /run/systemd && {{ {command}; }}");
        await InstalledAgent.IsOnlineAsync(house.Server, await house.OnlyDeviceAsync());
    }

    [Fact]
    public async Task What_is_downloaded_has_the_hash_that_is_told_and_is_not_sent_twice()
    {
        PublishedServer.SkipWhereThereIsNone();
        await using var server = new PublishedServer();
        await server.InitializeAsync();
        using var http = new HttpClient { BaseAddress = new(server.Url) };

        using var answer = await http.GetAsync("/agent/linux-x64");
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await answer.Content.ReadAsByteArrayAsync()));
        Assert.Equal($"\"{hash}\"", answer.Headers.ETag?.Tag);
        Assert.Equal($"{hash}  fettle-agent\n", await http.GetStringAsync("/agent/linux-x64.sha256"));
        Assert.Contains(hash, await http.GetStringAsync("/agent/install.sh"));
        using var known = new HttpRequestMessage(HttpMethod.Get, "/agent/linux-x64") { Headers = { { "If-None-Match", $"\"{hash}\"" } } };
        Assert.Equal(System.Net.HttpStatusCode.NotModified, (await http.SendAsync(known)).StatusCode);
    }

    /// <summary>A machine and a server that it can reach.</summary>
    private sealed class House(Patient patient, PublishedServer server) : IAsyncDisposable
    {
        public Patient Patient => patient;

        public PublishedServer Server => server;

        public static async Task<House> OpenAsync()
        {
            PublishedServer.SkipWhereThereIsNone();
            Lab.SkipWhereItCannotRun();
            var patient = await Patient.AdmitAsync("healthy/booted", TestContext.Current.CancellationToken);
            await patient.RunAsync("rm", "/opt/fettle-agent");
            var server = new PublishedServer { Everywhere = true, PublicHost = await patient.ReachAsync() };
            await server.InitializeAsync();
            return new(patient, server);
        }

        public async Task<string> CommandAsync() => (string)(await server.MakeTokenAsync())["commands"]!["linux"]!;

        public async Task<long> OnlyDeviceAsync() => (long)Assert.Single((await server.GetAsync("/devices"))["items"]!.AsArray())!["id"]!;

        public async ValueTask DisposeAsync()
        {
            await server.DisposeAsync();
            await patient.DisposeAsync();
        }
    }
}
