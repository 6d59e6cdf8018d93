using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Fettle.Bench.Running;

/// <summary>Where things are, and what the kernel says of a process.</summary>
internal sealed record Checkout(string Root)
{
    public string Server => Path.Combine(Root, "artifacts/local/server/fettle-server");

    public string Agent => Path.Combine(Root, "artifacts/linux-x64/fettle-agent");

    /// <summary>FETTLE_ROOT, which the launcher sets.</summary>
    public static Checkout Find() => new(
        Environment.GetEnvironmentVariable("FETTLE_ROOT") ?? throw new InvalidOperationException("Start this with ./fettle bench, which says where the checkout is."));
}

internal static class Machine
{
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>VmRSS in bytes.</summary>
    public static long ResidentMemory(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
    }

    /// <summary>User and system time so far.</summary>
    public static TimeSpan ProcessorTime(int process)
    {
        // proc(5): the fields after the last ')' begin with the state; utime and stime are the 12th and 13th of them, in 1/100 s.
        var stat = File.ReadAllText($"/proc/{process}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromSeconds((long.Parse(fields[11]) + long.Parse(fields[12])) / 100.0);
    }

    /// <summary>Runs a command to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message has what it wrote to its error output.</exception>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancel, string? folder = null)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        })!;
        var errors = process.StandardError.ReadToEndAsync(cancel);
        var output = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed ({process.ExitCode}): {await errors}");
    }
}
