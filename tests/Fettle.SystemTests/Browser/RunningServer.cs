using System.Diagnostics;
using System.Text.RegularExpressions;
using Fettle.SystemTests.Agent;
using Fettle.SystemTests.Patients;

namespace Fettle.SystemTests.Browser;

/// <summary>The published server as its own process, on a free port and an empty data folder that goes when it ends.</summary>
internal sealed partial class RunningServer : IAsyncDisposable
{
    /// <summary>Tests ask more often than people do.</summary>
    private static readonly string[] Unhurried = ["--RateLimits:RequestsPerMinute", "1000000"];

    private readonly string _data;
    private Process _process;

    private RunningServer(Process process, string data) => (_process, _data) = (process, data);

    public required Uri Address { get; init; }

    /// <summary>The link that the server printed for the first administrator.</summary>
    public required string SetupLink { get; init; }

    /// <summary>FETTLE_SERVER, or what <c>./fettle up</c> has built; null where there is neither.</summary>
    public static string? Program
    {
        get
        {
            var program = Environment.GetEnvironmentVariable("FETTLE_SERVER") is { Length: > 0 } given
                ? given
                : Path.Combine(Lab.Repository, "artifacts", "local", "server", "fettle-server");
            return File.Exists(program) && Directory.Exists(Path.Combine(Path.GetDirectoryName(program)!, "wwwroot")) ? program : null;
        }
    }

    public static async Task<RunningServer> StartAsync(CancellationToken cancel)
    {
        var data = Directory.CreateTempSubdirectory("fettle-browser-").FullName;
        var start = new ProcessStartInfo(Program!, ["--Data", data, "--Urls", "http://127.0.0.1:0", .. Unhurried]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();

        // The log goes to the other stream; what is printed here is the link.
        Match link = Match.Empty;
        while (!link.Success)
            link = Setup().Match(await process.StandardOutput.ReadLineAsync(cancel) ?? throw new InvalidOperationException("the server ended while it started"));
        // Read on, or the server stops when the pipe is full.
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        return new RunningServer(process, data) { Address = new(link.Groups["address"].Value), SetupLink = link.Value };
    }

    public async Task StopAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    /// <summary>On the same data, at the same address.</summary>
    public async Task StartAgainAsync(CancellationToken cancel)
    {
        var start = new ProcessStartInfo(Program!, ["--Data", _data, "--Urls", Address.ToString().TrimEnd('/'), .. Unhurried]) { RedirectStandardOutput = true, RedirectStandardError = true };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var client = new HttpClient { BaseAddress = Address };
        await Eventually.HoldsAsync("the server is ready", async () =>
        {
            try
            {
                using var ready = await client.GetAsync("/readyz", cancel);
                return ready.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_data, recursive: true);
    }

    [GeneratedRegex(@"(?<address>http://[^/\s]+)/setup[?#]secret=\S+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Setup();
}
