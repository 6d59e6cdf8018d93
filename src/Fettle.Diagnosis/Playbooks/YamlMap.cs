using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Fettle.Diagnosis.Playbooks;

/// <summary>A YAML mapping that knows where it stands, and that refuses keys nobody asked for.</summary>
internal sealed class YamlMap
{
    private readonly Dictionary<string, YamlNode> _left = [];

    private YamlMap(YamlMappingNode node, string file)
    {
        File = file;
        Line = node.Start.Line;
        foreach (var (key, value) in node.Children)
            _left.Add(key is YamlScalarNode { Value: { } name } ? name : throw new PlaybookException(file, key.Start.Line, "a key has to be a word"), value);
    }

    public string File { get; }

    public long Line { get; }

    public IReadOnlyCollection<string> Keys => _left.Keys;

    /// <exception cref="PlaybookException">It is no YAML, or not one mapping.</exception>
    public static YamlMap Read(string file, string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            throw new PlaybookException(file, e.Start.Line, $"this is no YAML: {e.InnerException?.Message ?? e.Message}");
        }
        // YamlDotNet says so of a list or mapping that the file's end cuts off.
        catch (InvalidOperationException)
        {
            throw new PlaybookException(file, text.TrimEnd().Count(c => c is '\n') + 1, "this is no YAML: something that was opened is not closed");
        }
        return stream.Documents is [{ RootNode: YamlMappingNode root }]
            ? new YamlMap(root, file)
            : throw new PlaybookException(file, 1, "the file has to be one mapping of keys to values");
    }

    public YamlText Text(string key) => TryText(key) ?? throw Missing(key);

    public YamlText? TryText(string key) =>
        Take(key) is { } node ? TextOf(node, $"'{key}' has to be a text") : null;

    public YamlMap Map(string key) => TryMap(key) ?? throw Missing(key);

    public YamlMap? TryMap(string key) => Take(key) is { } node ? MapOf(node, $"'{key}' has to be a mapping") : null;

    /// <summary>A list of mappings; empty when the key is absent.</summary>
    public IReadOnlyList<YamlMap> Maps(string key) => [.. Items(key).Select(item => MapOf(item, $"each entry of '{key}' has to be a mapping"))];

    /// <summary>A list of texts; empty when the key is absent.</summary>
    public IReadOnlyList<YamlText> Texts(string key) => [.. Items(key).Select(item => TextOf(item, $"each entry of '{key}' has to be a text"))];

    /// <summary>A list of texts or mappings; empty when the key is absent.</summary>
    public IReadOnlyList<(YamlText? Text, YamlMap? Map)> Either(string key) =>
        [.. Items(key).Select(item => item is YamlScalarNode ? (TextOf(item, ""), (YamlMap?)null) : (null, MapOf(item, $"each entry of '{key}' has to be a text or a mapping")))];

    public IEnumerable<(string Key, YamlMap Map)> AllMaps() =>
        [.. _left.Keys.Select(key => (key, Map(key)))];

    /// <summary>Whatever the key holds: a text, a mapping, or a list with the one thing that it lists.</summary>
    public YamlNode? Take(string key) => _left.Remove(key, out var node) ? node : null;

    /// <exception cref="PlaybookException">A key that nothing has asked for: most likely misspelt.</exception>
    public void Finish()
    {
        foreach (var (key, node) in _left)
            throw new PlaybookException(File, node.Start.Line, $"'{key}' means nothing here");
    }

    public PlaybookException Missing(string key) => new(File, Line, $"'{key}' is missing");

    public static YamlMap Of(YamlMappingNode node, string file) => new(node, file);

    private IEnumerable<YamlNode> Items(string key) => Take(key) switch
    {
        null => [],
        YamlSequenceNode list => list.Children,
        var node => throw new PlaybookException(File, node.Start.Line, $"'{key}' has to be a list"),
    };

    private YamlText TextOf(YamlNode node, string complaint) =>
        node is YamlScalarNode { Value: { } value } ? new YamlText(value, File, node.Start.Line) : throw new PlaybookException(File, node.Start.Line, complaint);

    private YamlMap MapOf(YamlNode node, string complaint) =>
        node is YamlMappingNode map ? new YamlMap(map, File) : throw new PlaybookException(File, node.Start.Line, complaint);
}

/// <summary>A YAML text that knows where it stands.</summary>
internal sealed record YamlText(string Value, string File, long Line)
{
    /// <exception cref="PlaybookException">It is no number in the range.</exception>
    public double Number(double from, double to) =>
        double.TryParse(Value, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= from && number <= to
            ? number
            : throw Wrong($"'{Value}' has to be a number from {from} to {to}");

    public PlaybookException Wrong(string reason) => new(File, Line, reason);
}
