using System.Diagnostics;
using Fettle.Bench.Running;
using Fettle.Mail;

namespace Fettle.Bench.Measurements;

/// <summary>How many messages one core understands in a second, and what a very large one costs in memory.</summary>
internal sealed class MailReading(Checkout checkout)
{
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(10);

    public async Task<Report> RunAsync(CancellationToken cancel)
    {
        var corpora = Environment.GetEnvironmentVariable("FETTLE_CORPORA") ?? Path.Combine(checkout.Root, "../shared/corpora");
        var folder = Path.Combine(corpora, "mail");
        if (!Directory.Exists(folder))
            throw new InvalidOperationException($"There is no corpus at {folder}; FETTLE_CORPORA names another folder.");
        var messages = Directory.EnumerateFiles(folder, "*.eml", SearchOption.AllDirectories).Select(File.ReadAllBytes).ToList();

        Read(messages, Warm, cancel);
        var rates = Enumerable.Range(0, 3).Select(_ => Read(messages, Long, cancel)).ToList();
        var (seconds, growth) = await ReadLargeAsync(cancel);
        return new(
            "Reading mail",
            $"{messages.Count} messages of the shared corpus ({messages.Average(m => m.Length) / 1000:0.0} kB on average), all of each understood: header, text, what is new in it, attachments with their SHA-256. One thread, " +
            $"{Long.TotalSeconds:0} s after {Warm.TotalSeconds:0} s of warming up, median of 3. The large message is 100 MB of base64 from a stream; its memory is what the largest working set of the process grew by.",
            [
                new("messages a second on one core", $"{Statistics.Percentile(rates, 0.5):N0}", "> 1,000"),
                new("a message of 100 MB", $"{seconds:0.0} s"),
                new("memory for it", $"{growth / 1e6:0} MB", "< 100 MB"),
            ]);
    }

    private static double Read(List<byte[]> messages, TimeSpan time, CancellationToken cancel)
    {
        var count = 0;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < time)
        {
            foreach (var message in messages)
            {
                using var raw = RawMail.FromBytes(message);
                MailReader.Read(raw, null, cancel);
                count++;
            }
        }
        return count / watch.Elapsed.TotalSeconds;
    }

    private static async Task<(double Seconds, double Growth)> ReadLargeAsync(CancellationToken cancel)
    {
        await using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "large.eml");
        await using (var output = new StreamWriter(file) { NewLine = "\r\n" })
        {
            await output.WriteAsync("Subject: large\r\nContent-Type: application/zip; name=large.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n");
            var line = new string('A', 76);
            for (var i = 0; i < 1_300_000; i++)
                await output.WriteLineAsync(line);
        }
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var before = process.PeakWorkingSet64;
        var watch = Stopwatch.StartNew();
        await using var stream = File.OpenRead(file);
        using var raw = await RawMail.ReceiveAsync(stream, cancel: cancel);
        MailReader.Read(raw, null, cancel);
        process.Refresh();
        return (watch.Elapsed.TotalSeconds, Math.Max(0, process.PeakWorkingSet64 - before));
    }
}
