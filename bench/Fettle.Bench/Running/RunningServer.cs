using System.Diagnostics;

namespace Fettle.Bench.Running;

/// <summary>A server of its own for one measurement: on a free loopback port, ended with it.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly Process _process;

    private RunningServer(Process process, string url) => (_process, Url) = (process, url);

    public string Url { get; }

    public int ProcessId => _process.Id;

    /// <param name="settings">As on the server's command line, in pairs.</param>
    public static async Task<RunningServer> StartAsync(Checkout checkout, string data, string? database, CancellationToken cancel, params string[] settings)
    {
        var url = $"http://127.0.0.1:{Machine.FreePort()}";
        string[] where = ["--Urls", url, .. Where(data, database), .. settings];
        var process = Process.Start(new ProcessStartInfo(checkout.Server, where) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await UntilReadyAsync(url, process, cancel);
        return new(process, url);
    }

    public static string[] Where(string data, string? database) => database is null ? ["--Data", data] : ["--Data", data, "--Database", database];

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task UntilReadyAsync(string url, Process process, CancellationToken cancel)
    {
        using var http = new HttpClient();
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromMinutes(1); await Task.Delay(20, cancel))
        {
            if (process.HasExited)
                break;
            try
            {
                if ((await http.GetAsync($"{url}/readyz", cancel)).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
        throw new InvalidOperationException($"The server at {url} did not become ready.");
    }
}
