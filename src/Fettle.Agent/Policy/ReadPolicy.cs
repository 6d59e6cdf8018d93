using Fettle.Agent.Connection;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Fettle.Agent.Policy;

/// <summary>Reads <c>agent.yaml</c>. What it does not understand it refuses: a policy with a slip of the pen must not allow more than was meant.</summary>
internal static class ReadPolicy
{
    private const string Known = "server, check-ups, remedies, scripts, commands, quiet-hours";

    /// <summary>The default where there is no such file.</summary>
    /// <exception cref="PolicyError">With file, line and reason.</exception>
    public static LocalPolicy From(string file) => File.Exists(file) ? Parse(File.ReadAllText(file), file) : LocalPolicy.Default;

    public static LocalPolicy Parse(string text, string file)
    {
        var yaml = new YamlStream();
        try
        {
            yaml.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            throw new PolicyError(file, e.Start.Line, e.InnerException?.Message ?? e.Message);
        }
        if (yaml.Documents.Count == 0)
            return LocalPolicy.Default;
        if (yaml.Documents[0].RootNode is not YamlMappingNode settings)
            throw new PolicyError(file, yaml.Documents[0].RootNode.Start.Line, $"expected settings (any of {Known})");

        return settings.Children.Aggregate(LocalPolicy.Default, (policy, setting) => new Setting(file, setting.Key, setting.Value).ApplyTo(policy));
    }

    private sealed class Setting(string file, YamlNode key, YamlNode value)
    {
        private string Text => (value as YamlScalarNode)?.Value ?? "";

        public LocalPolicy ApplyTo(LocalPolicy policy) => (key as YamlScalarNode)?.Value switch
        {
            "server" => policy with { Server = Address() },
            "check-ups" => policy with { CheckUps = YesOrNo() },
            "remedies" => policy with { HighestRisk = HighestRisk() },
            "scripts" => policy with { Scripts = YesOrNo() },
            "commands" => policy with { Commands = Patterns() },
            "quiet-hours" => policy with { Quiet = Hours() },
            var other => throw Error(key, $"there is no setting '{other}'; there are {Known}"),
        };

        private Uri Address() => ServerAddress.TryRead(Text, allowPlainHttp: true, out var address, out var why) ? address : throw Error(value, why);

        private bool YesOrNo() => Text switch
        {
            "yes" or "true" => true,
            "no" or "false" => false,
            _ => throw Error(value, $"'{Text}' is neither yes nor no"),
        };

        private Risk HighestRisk() => Text switch
        {
            "none" => Risk.None,
            "safe" => Risk.Safe,
            "careful" => Risk.Careful,
            "dangerous" => Risk.Dangerous,
            _ => throw Error(value, $"'{Text}' is not the highest risk to allow; there are none, safe, careful, dangerous"),
        };

        private QuietHours Hours() => QuietHours.TryParse(Text) ?? throw Error(value, $"'{Text}' is not a time of the day like 22:00-06:00");

        private string[] Patterns() => value is YamlSequenceNode list && list.Children.All(pattern => pattern is YamlScalarNode { Value.Length: > 0 })
            ? [.. list.Children.Select(pattern => ((YamlScalarNode)pattern).Value!)]
            : throw Error(value, "commands is a list of patterns, one a line, each after a dash");

        private PolicyError Error(YamlNode at, string why) => new(file, at.Start.Line, why);
    }
}

/// <summary>The policy cannot be read; nothing is run until it can.</summary>
internal sealed class PolicyError(string file, long line, string why) : Exception($"{file}:{line}: {why}");
