using System.Globalization;
using System.Text.RegularExpressions;
using Fettle.Agent.Platform.Linux;

namespace Fettle.Agent.Probes.Linux;

/// <summary>The ports that a service wants, from its configuration, its command line and its complaints.</summary>
internal static partial class ListeningPorts
{
    private static readonly Dictionary<string, int[]> Usual = new()
    {
        ["ssh"] = [22],
        ["sshd"] = [22],
        ["cups"] = [631],
        ["mariadb"] = [3306],
        ["mysql"] = [3306],
        ["postgresql"] = [5432],
        ["redis-server"] = [6379],
        ["dnsmasq"] = [53],
        ["named"] = [53],
        ["bind9"] = [53],
        ["unbound"] = [53],
        ["postfix"] = [25],
        ["exim4"] = [25],
        ["dovecot"] = [143, 993],
        ["smbd"] = [445],
        ["vsftpd"] = [21],
        ["lighttpd"] = [80],
        ["tomcat10"] = [8080],
        ["tomcat9"] = [8080],
        ["memcached"] = [11211],
        ["rabbitmq-server"] = [5672],
        ["caddy"] = [80],
        ["squid"] = [3128],
        ["haproxy"] = [],
    };

    public static bool SaysInUse(string line) =>
        line.Contains("already in use", StringComparison.OrdinalIgnoreCase) || line.Contains("EADDRINUSE") || line.Contains("Address in use", StringComparison.OrdinalIgnoreCase);

    public static IEnumerable<int> WantedBy(string stem, string execStart, IEnumerable<string> logs)
    {
        var ports = new List<int>();
        foreach (var line in logs.Where(line => SaysInUse(line) || line.Contains("bind", StringComparison.OrdinalIgnoreCase)))
            ports.AddRange(AfterColon().Matches(line).Concat(WordPort().Matches(line)).Select(match => int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture)));
        if (Arguments().Match(execStart) is { Success: true } arguments)
            ports.AddRange(LoneNumber().Matches(arguments.Groups["args"].Value).Select(match => int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture)));
        ports.AddRange(stem switch
        {
            "nginx" => Configured(Nginx(), ["/etc/nginx/sites-enabled", "/etc/nginx/conf.d"]),
            "apache2" => Configured(Apache(), ["/etc/apache2"]),
            "ssh" or "sshd" => Configured(Ssh(), ["/etc/ssh", "/etc/ssh/sshd_config.d"]).DefaultIfEmpty(22),
            _ => Usual.GetValueOrDefault(stem) ?? Usual.GetValueOrDefault(Program().Match(execStart).Groups["name"].Value, []),
        });
        return ports.Where(port => port is > 0 and < 65536).Distinct();
    }

    private static IEnumerable<int> Configured(Regex pattern, string[] folders) =>
        folders.SelectMany(folder => TextFile.Paths(folder)).Where(path => File.Exists(path) && !path.EndsWith('~')).SelectMany(TextFile.Lines)
            .Select(line => pattern.Match(line)).Where(match => match.Success).Select(match => int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"[:\]](?<port>\d{1,5})\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AfterColon();

    [GeneratedRegex(@"\bport[ =:]+(?<port>\d{1,5})\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex WordPort();

    [GeneratedRegex(@"path=\S*/(?<name>[^/\s;]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Program();

    [GeneratedRegex(@"argv\[\]=\S+ (?<args>[^;]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Arguments();

    [GeneratedRegex(@"(^|[\s:=,-])(?<port>[1-9]\d{1,4})(?=$|[\s,/])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LoneNumber();

    [GeneratedRegex(@"^\s*listen\s+(\S*:)?(?<port>\d{1,5})\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Nginx();

    [GeneratedRegex(@"^\s*Listen\s+(\S*:)?(?<port>\d{1,5})\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Apache();

    [GeneratedRegex(@"^\s*Port\s+(?<port>\d{1,5})\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ssh();
}
