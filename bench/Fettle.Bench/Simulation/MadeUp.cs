using Fettle.Protocol;

namespace Fettle.Bench.Simulation;

/// <summary>Names and systems, chosen by a number: no state, so that two thousand devices cost nothing.</summary>
internal static class MadeUp
{
    private static readonly string[] First =
        ["anna", "bela", "carla", "dan", "eva", "felix", "grace", "hugo", "ines", "jan", "kim", "lena", "milan", "nora", "omar", "paula", "quentin", "rosa", "sami", "tara", "uwe", "vera", "will", "yara", "zoe"];

    private static readonly string[] Last =
        ["adler", "bauer", "costa", "dumont", "eriksen", "fischer", "garcia", "hansen", "ivanova", "jones", "keller", "lang", "moreau", "novak", "okafor", "petrov", "quinn", "rossi", "silva", "tanaka", "ueda", "vogel", "weber", "young", "zeman"];

    private static readonly string[] Hosts = ["ws", "lap", "desk", "lab"];

    public static string Account(int number) => $"{First[Pick(number, First.Length, 1)]}.{Last[Pick(number, Last.Length, 2)]}";

    public static string HostPrefix(int number) => Hosts[Pick(number, Hosts.Length, 3)];

    public static (string Os, string Platform) OperatingSystem(int number) => Pick(number, 10, 4) switch
    {
        < 4 => ("Debian GNU/Linux 12 (bookworm)", "linux"),
        < 6 => ("Ubuntu 24.04.1 LTS", "linux"),
        _ => ("Windows 11 Pro", "windows"),
    };

    public static UserAtWork AtWork(string account, string platform) =>
        new(account, null, platform == "windows" ? "console" : ":0", null, DateTimeOffset.UtcNow.AddHours(-2));

    /// <summary>A choice from as many, the same for the same number; different questions about one number do not hang together.</summary>
    public static int Pick(int number, int from, int question)
    {
        // The finaliser of MurmurHash3: every bit of the question moves every bit of the answer.
        var mixed = (uint)number * 2654435761u ^ (uint)question * 0x9E3779B9u;
        mixed = (mixed ^ mixed >> 16) * 0x85EBCA6Bu;
        mixed = (mixed ^ mixed >> 13) * 0xC2B2AE35u;
        return (int)((mixed ^ mixed >> 16) % (uint)from);
    }
}
