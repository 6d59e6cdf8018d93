using System.Diagnostics;
using Fettle.Bench.Running;

namespace Fettle.Bench.Measurements;

/// <summary><c>./fettle up</c> on a clean clone, and again when everything is built.</summary>
internal sealed class Startup(Checkout checkout)
{
    public async Task<Report> RunAsync(CancellationToken cancel)
    {
        await using var folder = new TemporaryFolder();
        var clone = Path.Combine(folder.Path, "fettle");
        await Machine.RunAsync("git", ["clone", "--quiet", "--local", checkout.Root, clone], cancel);

        var first = await UntilFirstPageAsync(clone, folder.Path, cancel);
        var restarts = new List<double>();
        for (var i = 0; i < 3; i++)
            restarts.Add((await UntilFirstPageAsync(clone, folder.Path, cancel)).TotalSeconds);

        return new(
            "From a clean clone to the first page",
            "`git clone` into an empty folder with warm package caches, then `./fettle up`; the clock runs from the command to the first answer of `/`. A restart is the same command again (median of 3).",
            [
                new("`./fettle up` on a clean clone", $"{first.TotalSeconds:0} s", "< 120 s"),
                new("a restart answers its first page", $"{Statistics.Percentile(restarts, 0.5):0.0} s", "< 3 s"),
            ]);
    }

    private static async Task<TimeSpan> UntilFirstPageAsync(string clone, string data, CancellationToken cancel)
    {
        var port = Machine.FreePort();
        var start = Stopwatch.GetTimestamp();
        using var up = Process.Start(new ProcessStartInfo(Path.Combine(clone, "fettle"), ["up", "--port", $"{port}", "--data", Path.Combine(data, "data")])
        {
            WorkingDirectory = clone,
            RedirectStandardOutput = true,
        })!;
        up.OutputDataReceived += (_, _) => { };
        up.BeginOutputReadLine();
        try
        {
            using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") };
            while (!up.HasExited)
            {
                try
                {
                    if ((await http.GetAsync("/", cancel)).IsSuccessStatusCode)
                        return Stopwatch.GetElapsedTime(start);
                }
                catch (HttpRequestException)
                {
                    await Task.Delay(20, cancel);
                }
            }
            throw new InvalidOperationException("./fettle up ended before it answered.");
        }
        finally
        {
            // SIGTERM: the launcher ends what it started.
            await Machine.RunAsync("kill", ["-TERM", $"{up.Id}"], cancel);
            await up.WaitForExitAsync(cancel);
        }
    }
}
