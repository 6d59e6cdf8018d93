using System.Net.Sockets;
using Fettle.Agent.Platform.Linux;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Linux;

/// <summary>Print queues, from CUPS itself, or when it does not run, from its file.</summary>
internal static class PrintingProbe
{
    public static async Task<Fact.Record?> MeasureAsync(ProbeContext context, CancellationToken cancel)
    {
        if (!File.Exists("/usr/sbin/cupsd"))
            return null;
        var answer = await Ipp.AskAsync(Ipp.GetPrinters, null, cancel);
        var queues = answer is { IsDone: true }
            ? await Task.WhenAll(answer.Groups.Select(printer => DescribeAsync(
                printer.GetValueOrDefault("printer-name", ""),
                printer.GetValueOrDefault("printer-state") switch { "5" => "stopped", "4" => "processing", _ => "idle" },
                printer.GetValueOrDefault("printer-is-accepting-jobs") is not "false",
                printer.GetValueOrDefault("printer-state-reasons", "none"),
                printer.GetValueOrDefault("printer-state-message", ""),
                printer.GetValueOrDefault("queued-job-count"),
                printer.GetValueOrDefault("device-uri", ""), cancel)))
            : await Task.WhenAll(FromFile().Select(queue => DescribeAsync(queue.Name, queue.State, queue.Accepting, "", queue.Message, null, queue.Device, cancel)));
        return Fact.Of(("running", answer is { IsDone: true }), ("queues", Fact.ListOf(queues)));
    }

    private static async Task<Fact.Record> DescribeAsync(
        string name, string state, bool accepting, string reasons, string message, string? jobs, string device, CancellationToken cancel)
    {
        var target = Uri.TryCreate(device, UriKind.Absolute, out var uri) && uri.Scheme is "socket" or "ipp" or "ipps" or "lpd" or "http" or "https" ? uri : null;
        var port = target is null ? 0 : target.Port > 0 ? target.Port : target.Scheme switch { "socket" => 9100, "lpd" => 515, _ => 631 };
        return Fact.Of(
            ("name", name),
            ("state", state),
            ("accepting", accepting),
            ("reasons", reasons),
            ("message", message),
            ("jobs", int.TryParse(jobs, out var count) ? count : Spooled(name)),
            ("device", device),
            ("deviceHost", target?.Host),
            ("deviceReachable", target is null ? null : await AnswersAsync(target.Host, port, cancel)));
    }

    private static async Task<bool> AnswersAsync(string host, int port, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(1.5));
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host, port, limit.Token).AsTask().WaitAsync(limit.Token);
            return true;
        }
        catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return false;
        }
    }

    /// <summary>Job files are not told apart by queue, so they count only where there is one queue.</summary>
    private static Fact? Spooled(string queue) => FromFile().Select(entry => entry.Name).ToList() is [var only] && only == queue ? TextFile.Paths("/var/spool/cups", "d*").Count : null;

    private static IEnumerable<(string Name, string State, bool Accepting, string Message, string Device)> FromFile()
    {
        string? name = null;
        var (state, accepting, message, device) = ("idle", true, "", "");
        foreach (var line in TextFile.Lines("/etc/cups/printers.conf"))
        {
            switch (line.Trim().Split(' ', 2))
            {
                case ["<Printer" or "<DefaultPrinter", var rest]:
                    name = rest.TrimEnd('>');
                    (state, accepting, message, device) = ("idle", true, "", "");
                    break;
                case ["State", var value]:
                    state = value.ToLowerInvariant();
                    break;
                case ["Accepting", var value]:
                    accepting = value is "Yes";
                    break;
                case ["StateMessage", var value]:
                    message = value;
                    break;
                case ["DeviceURI", var value]:
                    device = value;
                    break;
                case ["</Printer>" or "</DefaultPrinter>"] when name is not null:
                    yield return (name, state, accepting, message, device);
                    break;
            }
        }
    }
}
