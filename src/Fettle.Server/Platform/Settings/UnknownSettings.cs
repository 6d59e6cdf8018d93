using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;

namespace Fettle.Server.Platform.Settings;

/// <summary>A setting that nobody reads is a mistake that nobody sees: it is refused at start, with the nearest name that there is.</summary>
internal static class UnknownSettings
{
    /// <summary>What the framework reads, and we leave to it.</summary>
    private static readonly string[] OfTheFramework =
        ["Logging", "Kestrel", "AllowedHosts", "Environment", "ContentRoot", "ApplicationName", "WebRoot", "ShutdownTimeoutSeconds"];

    /// <param name="options">What a command takes besides settings: <c>demo --people 60</c>.</param>
    public static void Refuse(IConfigurationRoot configuration, IEnumerable<Setting> known, IReadOnlyList<string> options)
    {
        var names = known.Select(s => s.Name).ToList();
        foreach (var provider in configuration.Providers.Where(p => p is JsonConfigurationProvider or CommandLineConfigurationProvider or EnvironmentVariablesConfigurationProvider))
        {
            foreach (var name in KeysOf(provider, null))
            {
                var top = name.Split(':')[0];
                if (!Contains(names, name) && !Contains(OfTheFramework, top) && !(provider is CommandLineConfigurationProvider && Contains(options, name)))
                    throw new SettingsError(name, $"does not exist{Where(provider)}. {Nearest(name, [.. names, .. options])}");
            }
        }
    }

    private static IEnumerable<string> KeysOf(IConfigurationProvider provider, string? parent)
    {
        foreach (var key in provider.GetChildKeys([], parent).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var path = parent is null ? key : $"{parent}:{key}";
            var inner = KeysOf(provider, path).ToList();
            if (inner.Count == 0)
                yield return path;
            foreach (var name in inner)
                yield return name;
        }
    }

    private static bool Contains(IReadOnlyList<string> names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static string Where(IConfigurationProvider provider) => provider switch
    {
        JsonConfigurationProvider { Source.Path: { } file } => $" (in {file})",
        EnvironmentVariablesConfigurationProvider => $" (in the environment, as {SettingsSources.Prefix}…)",
        _ => "",
    };

    private static string Nearest(string name, IReadOnlyList<string> names)
    {
        var nearest = names.MinBy(n => (Distance(n.Split(':')[0], name.Split(':')[0]), Distance(n, name)))!;
        return $"The nearest one is {nearest}; docs/settings.md has all of them.";
    }

    /// <summary>Levenshtein: how many letters have to be changed.</summary>
    private static int Distance(string a, string b)
    {
        (a, b) = (a.ToUpperInvariant(), b.ToUpperInvariant());
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }
        return row[^1];
    }
}
