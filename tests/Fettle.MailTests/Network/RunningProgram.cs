using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Fettle.MailTests.Network;

/// <summary>A server of Debian's on a free port of loopback.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private readonly Process process;

    private RunningProgram(Process process) => this.process = process;

    /// <summary>Returns when the port answers.</summary>
    public static async Task<RunningProgram> StartAsync(int port, string program, params string[] arguments)
    {
        var started = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return new RunningProgram(started);
            }
            catch (SocketException) when (watch.Elapsed < TimeSpan.FromSeconds(30) && !started.HasExited)
            {
                await Task.Yield();
            }
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Ends it by its own command and waits for its end: a server that is killed leaves locks behind, on which the next one waits.</summary>
    public async Task StopAsync(string program, params string[] arguments)
    {
        using var stop = Process.Start(new ProcessStartInfo(program, arguments))!;
        await stop.WaitForExitAsync();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
