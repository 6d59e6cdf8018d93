using System.Net;
using System.Net.Sockets;
using Fettle.Agent.Platform;
using Fettle.Agent.Platform.Linux;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Linux;

/// <summary>
/// Asks every configured name server: does it answer, does it know names that have to exist, does it make up names that cannot. Only when none
/// works are others asked: those that leases, backups and comments name, the gateway, and the usual places.
/// </summary>
internal static class ResolverProbe
{
    private const string Upstream = "systemd-resolved's upstream";
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);
    private static readonly string[] WellKnown = ["www.debian.org", "lists.debian.org", "www.wikipedia.org", "example.com"];

    private sealed record Verdict(IPAddress Server, string Source, IReadOnlyList<(string Name, DnsQuery.Answer Answer)> Answers, DnsQuery.Answer Impossible)
    {
        public bool Answered => Answers.Any(answer => answer.Answer.Failure is null);

        public bool Lies => Impossible.HasAddress;

        public bool Works => !Lies && Answers.Any(answer => answer.Answer.HasAddress);
    }

    public static async Task<Fact.Record?> MeasureAsync(ProbeContext context, CancellationToken cancel)
    {
        var file = ResolvConf.Read();
        var devices = NetDevices.Read();
        var wanted = NamesIn(context.Words).ToList();
        var names = wanted.Concat(AptHosts()).Concat(WellKnown).Distinct().Take(6).ToList();
        var configured = file.Servers.Select(server => (server, ResolvConf.Path)).Concat(Upstreams(file)).DistinctBy(server => server.Item1).Take(5);
        var verdicts = await Task.WhenAll(configured.Select(server => AskAsync(server.Item1, server.Item2, names, Wait, cancel)));
        var primary = verdicts.Where(verdict => verdict.Source == ResolvConf.Path).ToList();
        // The stub of systemd-resolved answers for upstreams that do not.
        if (verdicts.Any(verdict => verdict.Source == Upstream) && verdicts.Where(verdict => verdict.Source == Upstream).All(verdict => !verdict.Answered) && !primary.Exists(verdict => verdict.Works))
            primary = [.. verdicts.Where(verdict => verdict.Source == Upstream)];
        var candidates = primary.Exists(verdict => verdict.Works)
            ? []
            : await OfferedInTimeAsync(CandidatesAsync(file, devices, names, [.. file.Servers], cancel));
        return Fact.Of(
            ("servers", Fact.ListOf(verdicts.Select(verdict => Describe(verdict, devices)))),
            ("anyAnswers", primary.Count is 0 ? null : primary.Exists(verdict => verdict.Answered)),
            ("anyWorks", primary.Count is 0 ? null : primary.Exists(verdict => verdict.Works)),
            ("candidates", Fact.ListOf(candidates)),
            ("hasNetwork", devices.Exists(device => device.IsReal && device.Addresses.Count > 0)),
            ("allBlocked", primary.Count > 0 && primary.TrueForAll(verdict => verdict.Answers.All(answer => answer.Answer.Failure is "blocked"))),
            ("asked", Fact.ListOf(names)),
            ("missingNames", Fact.ListOf(wanted.Where(name => verdicts.Any(verdict => verdict.Answered) && !verdicts.Any(verdict => verdict.Answers.Any(answer => answer.Name == name && answer.Answer.HasAddress))))));
    }

    private static async Task<Verdict> AskAsync(IPAddress server, string source, IEnumerable<string> names, TimeSpan wait, CancellationToken cancel)
    {
        var impossible = DnsQuery.AskAsync(server, $"fettle-{Random.Shared.Next():x}-does-not-exist.com", wait, cancel);
        var answers = await Task.WhenAll(names.Select(async name => (name, await DnsQuery.AskAsync(server, name, wait, cancel))));
        return new Verdict(server, source, answers, await impossible);
    }

    private static Fact.Record Describe(Verdict verdict, List<NetDevice> devices) => Fact.Of(
        ("address", verdict.Server.ToString()),
        ("source", verdict.Source),
        ("local", IPAddress.IsLoopback(verdict.Server) || devices.Exists(device => device.Addresses.Any(own => own.Address.Equals(verdict.Server)))),
        ("answered", verdict.Answered),
        ("failure", verdict.Answered ? null : verdict.Answers.Select(answer => answer.Answer.Failure).FirstOrDefault()),
        ("ms", verdict.Answers.Min(answer => answer.Answer.Milliseconds)),
        ("works", verdict.Works),
        ("lies", verdict.Lies),
        ("outcome", string.Join(", ", verdict.Answers.Take(3).Select(answer => $"{answer.Name}: {answer.Answer.Outcome}"))
            + (verdict.Lies ? $", a name that does not exist: {verdict.Impossible.Outcome}" : "")));

    /// <summary>On a crowded machine, what the configured servers do is worth more than who else might answer.</summary>
    private static async Task<IEnumerable<Fact.Record>> OfferedInTimeAsync(Task<IEnumerable<Fact.Record>> candidates)
    {
        try
        {
            return await candidates.WaitAsync(Wait);
        }
        catch (TimeoutException)
        {
            return [];
        }
    }

    private static async Task<IEnumerable<Fact.Record>> CandidatesAsync(
        ResolvConf file, List<NetDevice> devices, List<string> names, HashSet<IPAddress> tried, CancellationToken cancel)
    {
        var known = NetConfiguration.Read().Resolvers
            .Concat(ResolvConf.Backups().SelectMany(path => ResolvConf.Read(path).Servers.Select(server => (server, path))))
            .Concat(file.Commented.Select(server => (server, "another line of resolv.conf")))
            .Concat(Upstreams(file))
            .Concat(RouteTable.Read().Where(route => route.IsDefault).Select(route => (route.Via, "the gateway")))
            .Concat(devices.Where(device => device.IsReal).SelectMany(device => device.V4.Where(own => own.Prefix is >= 8 and <= 30).SelectMany(own => Usual(own.Address, own.Prefix))))
            .Append((IPAddress.Loopback, "this machine"));
        var asked = await Task.WhenAll(known.Where(server => server.Item1.AddressFamily is AddressFamily.InterNetwork && !tried.Contains(server.Item1) && !server.Item1.Equals(IPAddress.Any))
            .DistinctBy(server => server.Item1).Take(12).Select(server => AskAsync(server.Item1, server.Item2, names, Wait / 2, cancel)));
        return asked.Where(verdict => verdict.Answered)
            .OrderByDescending(verdict => verdict.Works)
            .Select(verdict => Fact.Of(("address", verdict.Server.ToString()), ("source", verdict.Source), ("works", verdict.Works)));
    }

    private static IEnumerable<(IPAddress, string)> Usual(IPAddress own, int prefix)
    {
        var network = Subnet.Number(own) & (uint.MaxValue << (32 - prefix));
        return [(Subnet.Address(network + 1), "the usual place on its network"), (Subnet.Address(network + 53), "the usual place on its network"),
            (Subnet.Address((network | (uint.MaxValue >> prefix)) - 1), "the usual place on its network")];
    }

    /// <summary>Whom systemd-resolved asks in turn, when it is the one that is asked.</summary>
    private static IEnumerable<(IPAddress, string)> Upstreams(ResolvConf file) =>
        file.Servers.Any(server => server.ToString() is "127.0.0.53" or "127.0.0.54")
            ? ResolvConf.Read("/run/systemd/resolve/resolv.conf").Servers.Select(server => (server, Upstream))
            : [];

    /// <summary>The hosts that a complaint names.</summary>
    public static IEnumerable<string> NamesIn(IEnumerable<string> words) =>
        words.Select(word => word.Split("//")[^1].Split('/', '@', ':')[^1] is { Length: > 0 } host ? host : word)
            .Where(word => word.Contains('.') && !IPAddress.TryParse(word, out _) && Uri.CheckHostName(word) is UriHostNameType.Dns
                && word.Split('.')[^1] is { Length: >= 2 } top && top.All(char.IsAsciiLetter)
                && top is not ("service" or "conf" or "log" or "txt" or "pdf" or "docx" or "xlsx" or "sh" or "py" or "deb" or "timer" or "socket" or "mount" or "exe"))
            .Take(2);

    private static IEnumerable<string> AptHosts() =>
        TextFile.Paths("/etc/apt/sources.list.d").Append("/etc/apt/sources.list").SelectMany(TextFile.Lines)
            .Where(line => !line.TrimStart().StartsWith('#'))
            .SelectMany(line => line.Split(' ')).Where(word => word.StartsWith("http://") || word.StartsWith("https://"))
            .Select(word => Uri.TryCreate(word, UriKind.Absolute, out var uri) && uri.HostNameType is UriHostNameType.Dns ? uri.Host : null)
            .OfType<string>().Distinct().Take(2);
}
