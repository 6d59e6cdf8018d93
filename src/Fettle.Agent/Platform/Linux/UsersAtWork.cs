using System.Buffers.Binary;
using System.Text;
using Fettle.Protocol;

namespace Fettle.Agent.Platform.Linux;

/// <summary>Who is signed in: the records of utmp(5), and the sessions that systemd-logind keeps, for graphical sessions that never touch utmp.</summary>
internal static class UsersAtWork
{
    public const int RecordLength = 384;
    private const short UserProcess = 7;

    public static IReadOnlyList<UserAtWork> Read(string utmp = "/run/utmp", string sessions = "/run/systemd/sessions")
    {
        var found = new List<UserAtWork>();
        if (File.Exists(utmp))
            found.AddRange(Parse(File.ReadAllBytes(utmp), pid => Directory.Exists($"/proc/{pid}")));
        foreach (var session in Sessions(sessions))
            if (!found.Exists(known => known.Name == session.Name && (known.Terminal == session.Terminal || session.Terminal is null)))
                found.Add(session);
        return [.. found.OrderBy(user => user.Name, StringComparer.Ordinal).ThenBy(user => user.Terminal, StringComparer.Ordinal)];
    }

    /// <param name="lives">Whether the process that wrote the record still runs; a session that ended badly leaves its record behind.</param>
    public static IEnumerable<UserAtWork> Parse(byte[] utmp, Func<int, bool> lives)
    {
        for (var at = 0; at + RecordLength <= utmp.Length; at += RecordLength)
        {
            // struct utmp on every 64-bit Linux: type, pid, line[32], id[4], user[32], host[256], exit, session, seconds, microseconds, address.
            var record = utmp.AsSpan(at, RecordLength);
            var pid = BinaryPrimitives.ReadInt32LittleEndian(record[4..]);
            var name = Text(record.Slice(44, 32));
            if (BinaryPrimitives.ReadInt16LittleEndian(record) != UserProcess || name is null || !lives(pid))
                continue;
            var host = Text(record.Slice(76, 256));
            var seconds = BinaryPrimitives.ReadInt32LittleEndian(record[340..]);
            yield return User(name, Text(record.Slice(8, 32)), host is not null && !host.StartsWith(':') ? host : null,
                seconds > 0 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null);
        }
    }

    private static IEnumerable<UserAtWork> Sessions(string folder)
    {
        if (!Directory.Exists(folder))
            yield break;
        foreach (var file in Directory.EnumerateFiles(folder).Where(file => !file.EndsWith(".ref", StringComparison.Ordinal)))
        {
            var session = Assignments.Read(file);
            if (session.GetValueOrDefault("CLASS") == "user" && session.GetValueOrDefault("STATE") != "closing" && session.TryGetValue("USER", out var name))
                yield return User(name, session.GetValueOrDefault("TTY") ?? session.GetValueOrDefault("DISPLAY"), session.GetValueOrDefault("REMOTE_HOST"),
                    long.TryParse(session.GetValueOrDefault("REALTIME"), out var since) ? DateTimeOffset.FromUnixTimeMilliseconds(since / 1000) : null);
        }
    }

    /// <summary>Directory accounts come as <c>DOMAIN\name</c> (winbind) or <c>name@domain</c> (sssd).</summary>
    private static UserAtWork User(string account, string? terminal, string? from, DateTimeOffset? since) => account switch
    {
        _ when account.IndexOf('\\') is > 0 and var at => new(account[(at + 1)..], account[..at], terminal, from, since),
        _ when account.IndexOf('@') is > 0 and var at => new(account[..at], account[(at + 1)..], terminal, from, since),
        _ => new(account, null, terminal, from, since),
    };

    private static string? Text(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        var text = Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
        return text.Length == 0 ? null : text;
    }
}
