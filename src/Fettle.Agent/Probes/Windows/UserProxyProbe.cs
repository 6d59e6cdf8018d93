using System.Runtime.Versioning;
using Fettle.Agent.Probes.Linux;
using Fettle.Diagnosis.Facts;
using Microsoft.Win32;

namespace Fettle.Agent.Probes.Windows;

/// <summary>The proxies that the accounts of a Windows machine are set to use, of those whose part of the registry is loaded: who is signed in.</summary>
[SupportedOSPlatform("windows")]
internal static class UserProxyProbe
{
    private const string Settings = @"Software\Microsoft\Windows\CurrentVersion\Internet Settings";
    private const int MostProxies = 8;

    private sealed record Setting(string Key, string Text, string Host, int Port);

    public static async Task<Fact.Record?> MeasureAsync(ProbeContext context, CancellationToken cancel)
    {
        var settings = Registry.Users.GetSubKeyNames().Where(account => !account.EndsWith("_Classes", StringComparison.Ordinal)).SelectMany(Read).Take(MostProxies).ToList();
        var failures = await Task.WhenAll(settings.Select(setting => ProxyProbe.TryAsync(setting.Host, setting.Port, cancel)));
        return Fact.Of(
            ("list", Fact.ListOf(settings.Zip(failures, (setting, failure) => Fact.Of(
                ("key", $"{setting.Key} {setting.Host}:{setting.Port}"),
                ("url", $"{setting.Host}:{setting.Port}"),
                ("host", setting.Host),
                ("port", setting.Port),
                ("file", setting.Key),
                ("line", 0),
                ("text", $"ProxyServer = {setting.Text}"),
                ("reachable", failure is null),
                ("failure", failure),
                ("apt", false),
                ("systemd", false))))),
            ("serving", failures.Count(failure => failure is null)));
    }

    /// <summary><c>host:port</c> for everything, or <c>http=host:port;https=host:port</c>.</summary>
    private static IEnumerable<Setting> Read(string account)
    {
        using var key = Registry.Users.OpenSubKey($@"{account}\{Settings}");
        if (key?.GetValue("ProxyEnable") is not 1 || key.GetValue("ProxyServer") is not string { Length: > 0 } text)
            yield break;
        foreach (var one in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var address = one[(one.IndexOf('=') + 1)..];
            if (Uri.TryCreate(address.Contains("://", StringComparison.Ordinal) ? address : $"http://{address}", UriKind.Absolute, out var proxy) && proxy.Host.Length > 0)
                yield return new($@"HKU\{account}\{Settings}", text, proxy.Host, proxy.Port);
        }
    }
}
