using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Fettle.Agent.Platform.Linux;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Linux;

/// <summary>Proxy settings wherever programs look for them, each tried with a connection.</summary>
internal static partial class ProxyProbe
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);

    private sealed record Setting(string Url, string Host, int Port, string File, int Line, string Text);

    public static async Task<Fact.Record?> MeasureAsync(ProbeContext context, CancellationToken cancel)
    {
        var settings = Files().SelectMany(Read).ToList();
        var tried = new Dictionary<(string, int), string?>();
        var distinct = settings.Select(setting => (setting.Host, setting.Port)).Distinct().Take(8).ToList();
        foreach (var (target, failure) in distinct.Zip(await Task.WhenAll(distinct.Select(target => TryAsync(target.Host, target.Port, cancel)))))
            tried[target] = failure;
        return Fact.Of(
            ("list", Fact.ListOf(settings.Where(setting => tried.ContainsKey((setting.Host, setting.Port))).Select(setting => Fact.Of(
                ("key", setting.File),
                ("url", setting.Url),
                ("host", setting.Host),
                ("port", setting.Port),
                ("file", setting.File),
                ("line", setting.Line),
                ("text", setting.Text),
                ("reachable", tried[(setting.Host, setting.Port)] is null),
                ("failure", tried[(setting.Host, setting.Port)]),
                ("apt", setting.File.StartsWith("/etc/apt/")),
                ("systemd", setting.File.StartsWith("/etc/systemd/")))))),
            ("serving", tried.Values.Count(failure => failure is null)));
    }

    private static IEnumerable<string> Files()
    {
        var homes = UserTable.Read().Where(user => user.IsPerson || user.Uid is 0).Select(user => user.Home);
        return new[] { "/etc/environment", "/etc/profile", "/etc/bash.bashrc", "/etc/wgetrc", "/etc/curlrc", "/etc/gitconfig", "/etc/apt/apt.conf", "/etc/default/locale", "/etc/systemd/system.conf", "/etc/security/pam_env.conf" }
            .Concat(TextFile.Paths("/etc/profile.d", "*.sh"))
            .Concat(TextFile.Paths("/etc/environment.d", "*.conf"))
            .Concat(TextFile.Paths("/etc/apt/apt.conf.d").Where(path => !path.Contains(".fettle-")))
            .Concat(TextFile.Paths("/etc/systemd/system.conf.d", "*.conf"))
            .Concat(TextFile.Paths("/etc/systemd/system", "*.d").SelectMany(folder => TextFile.Paths(folder, "*.conf")))
            .Concat(homes.SelectMany(home => new[] { ".bashrc", ".profile", ".bash_profile", ".wgetrc", ".curlrc", ".gitconfig", ".pam_environment", ".npmrc" }.Select(file => $"{home}/{file}")))
            .Where(File.Exists);
    }

    private static IEnumerable<Setting> Read(string path)
    {
        var number = 0;
        foreach (var line in TextFile.Lines(path))
        {
            number++;
            var text = line.Trim();
            if (text.Length is 0 || text[0] is '#' or ';' || text.StartsWith("//") || !SaysProxy().IsMatch(text) || text.Contains("no_proxy=", StringComparison.OrdinalIgnoreCase))
                continue;
            if (Address().Match(text) is { Success: true } match && !text.Contains("::DIRECT", StringComparison.OrdinalIgnoreCase))
            {
                var scheme = match.Groups["scheme"].Value;
                var port = match.Groups["port"].Success ? int.Parse(match.Groups["port"].Value) : scheme switch { "https://" => 443, "socks5://" or "socks5h://" => 1080, _ => 80 };
                yield return new Setting($"{scheme}{match.Groups["host"].Value}:{port}", match.Groups["host"].Value.Trim('[', ']'), port, path, number, text);
            }
        }
    }

    /// <returns>Null when something listens there, else why not.</returns>
    internal static async Task<string?> TryAsync(string host, int port, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Wait);
        try
        {
            var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, limit.Token).WaitAsync(limit.Token);
            if (addresses.Length is 0)
                return "its name has no address";
            using var socket = new Socket(addresses[0].AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(new IPEndPoint(addresses[0], port), limit.Token);
            return null;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode switch
            {
                SocketError.ConnectionRefused => "connection refused",
                SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData => "its name cannot be resolved",
                SocketError.NetworkUnreachable or SocketError.HostUnreachable => "no route to it",
                var other => other.ToString(),
            };
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return "no answer";
        }
    }

    [GeneratedRegex(@"(http|https|ftp|all|socks)_?proxy|Acquire::[a-z]+(::[^ ]*)?::Proxy|^\s*proxy\s*=|Proxy\s+""", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex SaysProxy();

    [GeneratedRegex(@"(?<scheme>(https?|socks5h?|socks4)://)?([^/@\s""'=]+@)?(?<host>(?<==|""|'|//|@|\s)(\[[0-9a-f:]+\]|[A-Za-z0-9][A-Za-z0-9.-]*))(:(?<port>\d{1,5}))?/?[""']?;?\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();
}
