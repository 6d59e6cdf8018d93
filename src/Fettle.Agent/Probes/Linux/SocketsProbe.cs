using System.Globalization;
using System.Net;
using Fettle.Agent.Platform.Linux;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Linux;

/// <summary>Who listens on which port, from /proc/net and the processes' descriptors.</summary>
internal static class SocketsProbe
{
    private const string Listening = "0A";
    private const string Unconnected = "07";

    public static Task<Fact.Record?> MeasureAsync(ProbeContext context, CancellationToken cancel)
    {
        var sockets = new[] { "tcp", "tcp6", "udp", "udp6" }.SelectMany(Read).ToList();
        var wanted = sockets.Select(socket => socket.Inode).ToHashSet();
        var owners = new Dictionary<string, ProcessEntry>();
        foreach (var process in ProcessTable.Read().Where(process => !process.IsKernel && process.Pid > 1))
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var fd in TextFile.Paths($"/proc/{process.Pid}/fd"))
            {
                if (TextFile.LinkTarget(fd) is { } target && target.StartsWith("socket:[") && target[8..^1] is var inode && wanted.Contains(inode))
                    owners.TryAdd(inode, process);
            }
        }
        return Task.FromResult<Fact.Record?>(Fact.Of(("list", Fact.ListOf(sockets.Select(socket => Describe(socket, owners.GetValueOrDefault(socket.Inode)))))));
    }

    private static Fact.Record Describe((string Protocol, IPAddress Address, int Port, string Inode) socket, ProcessEntry? owner) => Fact.Of(
        ("port", socket.Port),
        ("protocol", socket.Protocol),
        ("address", socket.Address.ToString()),
        ("pid", owner?.Pid),
        ("process", owner?.Name),
        ("unit", owner?.Unit),
        ("command", owner?.Command is { } command ? command.Length > 120 ? command[..120] : command : null));

    private static IEnumerable<(string Protocol, IPAddress Address, int Port, string Inode)> Read(string table)
    {
        foreach (var line in TextFile.Lines($"/proc/self/net/{table}").Skip(1))
        {
            // sl local_address rem_address st tx:rx tr:tm retrnsmt uid timeout inode
            var fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length < 10 || fields[3] != (table.StartsWith("tcp") ? Listening : Unconnected) || fields[1].Split(':') is not [var address, var port])
                continue;
            yield return (table.TrimEnd('6'), Address(address), int.Parse(port, NumberStyles.HexNumber, CultureInfo.InvariantCulture), fields[9]);
        }
    }

    /// <summary>Words of 32 bits in the machine's byte order.</summary>
    private static IPAddress Address(string hex)
    {
        var bytes = new byte[hex.Length / 2];
        for (var word = 0; word < bytes.Length / 4; word++)
            BitConverter.TryWriteBytes(bytes.AsSpan(word * 4), uint.Parse(hex.AsSpan(word * 8, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        return new IPAddress(bytes);
    }
}
