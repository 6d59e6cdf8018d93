using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Fettle.Agent.Platform.Linux;

/// <summary>A rule of the old iptables tables (linux/netfilter_ipv4/ip_tables.h).</summary>
/// <param name="Chain">INPUT, OUTPUT or a chain of the administrator's.</param>
/// <param name="Number">Within its chain, from 1, as iptables counts.</param>
/// <param name="IsPolicy">No rule, but what the chain does at its end.</param>
internal sealed record LegacyRule(string Chain, int Number, bool IsPolicy, bool IsRejecting);

/// <summary>
/// The kernel's old packet filter, which nftables does not show. Read by the same socket options that iptables-legacy uses, so without any tool.
/// </summary>
internal sealed partial class LegacyTables
{
    private const int LevelIp = 0, GetInfo = 64, GetEntries = 65, Entry = 112, Return = -5;
    private static readonly string[] HookNames = ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"];
    private readonly byte[] _entries;
    private readonly int[] _starts;
    private readonly Dictionary<int, (string Chain, int Number)> _places = [];

    [LibraryImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    private static partial int Option(int fd, int level, int name, Span<byte> value, ref int length);

    private LegacyTables(byte[] entries, int[] starts, int[] ends)
    {
        (_entries, _starts) = (entries, starts);
        NameChains(ends);
    }

    public int Count => _places.Count;

    /// <returns>Null when there is no such table: the kernel then lets everything pass.</returns>
    public static LegacyTables? Read(string table = "filter")
    {
        if (TextFile.Lines("/proc/self/net/ip_tables_names").Concat(TextFile.Lines("/proc/net/ip_tables_names")).All(name => name.Trim() != table))
            return null;
        using var socket = RawOrNull();
        if (socket is null)
            return null;
        var info = new byte[84];
        Encoding.ASCII.GetBytes(table, info);
        var length = info.Length;
        if (Option((int)socket.Handle, LevelIp, GetInfo, info, ref length) is not 0)
            return null;
        var size = BitConverter.ToInt32(info, 80);
        var got = new byte[40 + size];
        Encoding.ASCII.GetBytes(table, got);
        BitConverter.TryWriteBytes(got.AsSpan(32), size);
        length = got.Length;
        if (Option((int)socket.Handle, LevelIp, GetEntries, got, ref length) is not 0)
            return null;
        var valid = BitConverter.ToUInt32(info, 32);
        int[] Offsets(int at) => [.. Enumerable.Range(0, 5).Select(hook => (valid >> hook & 1) is 1 ? BitConverter.ToInt32(info, at + (hook * 4)) : -1)];
        return new LegacyTables(got[40..], Offsets(36), Offsets(56));
    }

    /// <returns>The rule that drops a packet; null when it passes; and whether a match on the way was not understood.</returns>
    public (LegacyRule? Drop, bool Doubtful) Ask(Packet packet)
    {
        var doubtful = false;
        var at = packet.Hook is >= 0 and < 5 ? _starts[packet.Hook] : -1;
        var callers = new Stack<int>();
        for (var steps = 0; at >= 0 && at + Entry <= _entries.Length && steps < 10_000; steps++)
        {
            var next = at + BitConverter.ToUInt16(_entries, at + 90);
            var target = at + BitConverter.ToUInt16(_entries, at + 88);
            var unsure = false;
            if (!Matches(at, target, packet, ref unsure))
            {
                at = next;
                continue;
            }
            var name = NameAt(target + 2);
            var verdict = name.Length is 0 ? BitConverter.ToInt32(_entries, target + 32) : 0;
            if (name is "REJECT" || (name.Length is 0 && verdict is -1))
                return unsure ? (null, true) : (RuleAt(at, name is "REJECT"), doubtful);
            if (name.Length > 0)
            {
                // LOG, MARK and their like go on.
                at = next;
                continue;
            }
            doubtful |= unsure;
            switch (verdict)
            {
                case -2:
                    return (null, doubtful);
                case Return when callers.Count is 0:
                    // The end of a base chain: what comes last is its policy.
                    at = PolicyOf(at);
                    break;
                case Return:
                    at = callers.Pop();
                    break;
                case >= 0:
                    callers.Push(next);
                    at = verdict;
                    break;
                default:
                    return (null, doubtful);
            }
        }
        return (null, doubtful);
    }

    private int PolicyOf(int at) => _places.Where(place => place.Key > at && place.Value.Number is 0).Select(place => place.Key).DefaultIfEmpty(-1).Min();

    private LegacyRule RuleAt(int at, bool rejects) =>
        _places.TryGetValue(at, out var place) ? new LegacyRule(place.Chain, place.Number, place.Number is 0, rejects) : new LegacyRule("?", 0, false, rejects);

    private bool Matches(int at, int target, Packet packet, ref bool doubtful)
    {
        var entry = _entries.AsSpan(at, Entry);
        var inverse = entry[83];
        bool Address(int value, int mask, IPAddress address, int bit)
        {
            var wanted = BitConverter.ToUInt32(_entries, at + value);
            var bits = BitConverter.ToUInt32(_entries, at + mask);
            return (BitConverter.ToUInt32(address.GetAddressBytes()) & bits) == wanted != ((inverse & bit) is not 0);
        }
        bool Device(int value, int mask, string device, int bit)
        {
            var name = _entries.AsSpan(at + value, 16);
            var bits = _entries.AsSpan(at + mask, 16);
            var own = new byte[16];
            Encoding.ASCII.GetBytes(device, own);
            var same = true;
            for (var i = 0; i < 16; i++)
                same &= (name[i] & bits[i]) == (own[i] & bits[i]);
            return same != ((inverse & bit) is not 0);
        }
        var protocol = BitConverter.ToUInt16(entry[80..]);
        var inbound = packet.Hook is Packet.Input or 0;
        if (!Address(0, 8, packet.From, 8) || !Address(4, 12, packet.To, 16)
            || !Device(16, 48, inbound ? packet.Device : "", 1) || !Device(32, 64, inbound ? "" : packet.Device, 2)
            || (protocol is not 0 && protocol == packet.Protocol == ((inverse & 64) is not 0)))
        {
            return false;
        }
        for (var match = at + Entry; match < target; match += BitConverter.ToUInt16(_entries, match))
        {
            var size = BitConverter.ToUInt16(_entries, match);
            var expression = new NftExpression("match", new Dictionary<int, NetlinkAttribute>
            {
                [1] = new(1, Encoding.ASCII.GetBytes(NameAt(match + 2))),
                [3] = new(3, _entries.AsMemory(match + 32, size - 32)),
            });
            if (!XtMatch.Matches(expression, packet, ref doubtful))
                return false;
        }
        return true;
    }

    /// <summary>A chain of the administrator's begins with an entry whose target is ERROR and bears its name; a base chain ends at its underflow.</summary>
    private void NameChains(int[] ends)
    {
        var (chain, number) = ("", 0);
        for (var at = 0; at + Entry <= _entries.Length; at += Math.Max(Entry, (int)BitConverter.ToUInt16(_entries, at + 90)))
        {
            var hook = Array.IndexOf(_starts, at);
            if (hook >= 0)
                (chain, number) = (HookNames[hook], 0);
            var target = at + BitConverter.ToUInt16(_entries, at + 88);
            if (NameAt(target + 2) is "ERROR")
            {
                (chain, number) = (NameAt(target + 32), 0);
                continue;
            }
            _places[at] = ends.Contains(at) ? (chain, 0) : (chain, ++number);
        }
    }

    private string NameAt(int at)
    {
        var end = at;
        while (end < _entries.Length && end < at + 29 && _entries[end] is not 0)
            end++;
        return Encoding.ASCII.GetString(_entries, at, end - at);
    }

    private static Socket? RawOrNull()
    {
        try
        {
            return new Socket(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.Raw);
        }
        // Not root, or a container without CAP_NET_RAW: then the tables stay unseen.
        catch (SocketException)
        {
            return null;
        }
    }
}
