using Fettle.Diagnosis.Playbooks;
using YamlDotNet.RepresentationModel;

namespace Fettle.Diagnosis.Facts;

/// <summary>A probe as the engine knows it: what it measures, what that costs, and the type of its facts.</summary>
/// <param name="Id">Its name, as expressions use it.</param>
/// <param name="Measures">What it measures, for documentation.</param>
/// <param name="Cost">What a run usually takes.</param>
/// <param name="Limit">When it is cut off.</param>
/// <param name="Type">The type of its facts.</param>
public sealed record ProbeSpec(string Id, string Measures, TimeSpan Cost, TimeSpan Limit, FactType.Record Type);

/// <summary>All probes there are.</summary>
public sealed class Catalogue
{
    private Catalogue(IReadOnlyDictionary<string, ProbeSpec> probes)
    {
        Probes = probes;
        Types = probes.ToDictionary(probe => probe.Key, FactType (probe) => probe.Value.Type);
    }

    /// <summary>By id.</summary>
    public IReadOnlyDictionary<string, ProbeSpec> Probes { get; }

    internal IReadOnlyDictionary<string, FactType> Types { get; }

    /// <summary>The catalogue that is part of this program.</summary>
    public static Catalogue BuiltIn { get; } = Read("catalogue.yaml", EmbeddedText.Read("catalogue.yaml"));

    /// <exception cref="PlaybookException">The catalogue is malformed.</exception>
    internal static Catalogue Read(string file, string text) =>
        new(YamlMap.Read(file, text).AllMaps().ToDictionary(entry => entry.Key, entry => Probe(entry.Key, entry.Map)));

    private static ProbeSpec Probe(string id, YamlMap map)
    {
        var spec = new ProbeSpec(
            id,
            map.Text("measures").Value,
            TimeSpan.FromMilliseconds(map.Text("cost").Number(0, 60_000)),
            TimeSpan.FromMilliseconds(map.Text("limit").Number(1, 60_000)),
            (FactType.Record)TypeOf(map.Take("facts") ?? throw map.Missing("facts"), map.File));
        map.Finish();
        return spec;
    }

    private static FactType TypeOf(YamlNode node, string file) => node switch
    {
        YamlScalarNode { Value: "number" } => FactType.Number,
        YamlScalarNode { Value: "text" } => FactType.Text,
        YamlScalarNode { Value: "flag" } => FactType.Flag,
        YamlSequenceNode { Children: [var item] } => new FactType.List(TypeOf(item, file)),
        YamlMappingNode map => new FactType.Record(map.Children.ToDictionary(child => ((YamlScalarNode)child.Key).Value!, child => TypeOf(child.Value, file))),
        _ => throw new PlaybookException(file, node.Start.Line, "a type is number, text, flag, a list of one type, or a mapping of names to types"),
    };
}

internal static class EmbeddedText
{
    public static string Read(string name)
    {
        using var stream = typeof(EmbeddedText).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public static IEnumerable<string> Names(string prefix) =>
        typeof(EmbeddedText).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix)).Order();
}
