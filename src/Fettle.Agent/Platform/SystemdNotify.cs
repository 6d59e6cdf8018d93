using System.Net.Sockets;
using System.Text;

namespace Fettle.Agent.Platform;

/// <summary>Tells systemd how far the agent is, as sd_notify(3) does: one datagram to the socket that it names. Nothing happens without systemd.</summary>
internal static class SystemdNotify
{
    /// <summary>
    /// Until disposed, tells systemd's watchdog twice in its time that the agent lives. The thread pool does it, on which everything else runs: an agent
    /// whose pool is stuck is started again.
    /// </summary>
    public static IDisposable? KeepAlive(TimeProvider clock)
    {
        if (!long.TryParse(Environment.GetEnvironmentVariable("WATCHDOG_USEC"), out var microseconds) || microseconds <= 0)
            return null;
        var half = TimeSpan.FromMicroseconds(microseconds / 2d);
        return clock.CreateTimer(static _ => Send("WATCHDOG=1"), null, half, half);
    }

    public static void Send(string state)
    {
        if (OperatingSystem.IsWindows() || Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is not { Length: > 0 } path)
            return;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path[0] == '@' ? '\0' + path[1..] : path));
        socket.Send(Encoding.UTF8.GetBytes(state));
    }
}
