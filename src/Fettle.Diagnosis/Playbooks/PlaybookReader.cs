using System.Collections.Frozen;
using Fettle.Diagnosis.Expressions;
using Fettle.Diagnosis.Facts;

namespace Fettle.Diagnosis.Playbooks;

/// <summary>Reads one playbook; every mistake in it is a <see cref="PlaybookException"/> with its line.</summary>
internal sealed class PlaybookReader
{
    /// <summary>What every expression sees besides the probes.</summary>
    private static readonly Dictionary<string, FactType> Given = new()
    {
        ["complaint"] = new FactType.Record(new Dictionary<string, FactType>
        {
            ["given"] = FactType.Flag,
            ["named"] = FactType.Flag,
            ["fits"] = FactType.Number,
            ["words"] = new FactType.List(FactType.Text),
            ["services"] = new FactType.List(FactType.Text),
        }),
        ["agent"] = new FactType.Record(new Dictionary<string, FactType> { ["path"] = FactType.Text, ["stamp"] = FactType.Text }),
    };

    private readonly IReadOnlyDictionary<string, FactType> _probes;
    private readonly YamlMap _map;
    private readonly HashSet<string> _reads = [];

    /// <summary>Where the instances come from: what speaks of an instance alone was measured there.</summary>
    private string? _loopProbe;
    private Dictionary<string, FactType> _variables = new(Given);

    private PlaybookReader(YamlMap map, Catalogue catalogue) => (_map, _probes) = (map, catalogue.Types);

    /// <param name="file">Its name, for errors.</param>
    /// <param name="text">Its YAML.</param>
    /// <param name="catalogue">The probes that it may use.</param>
    /// <param name="itemOf">The type of another cause's instances, for <c>explains</c>; null when that cause is unknown or has none.</param>
    public static Playbook Read(string file, string text, Catalogue catalogue, Func<string, FactType?> itemOf) =>
        new PlaybookReader(YamlMap.Read(file, text), catalogue).Playbook(itemOf);

    /// <summary>The first pass: the id, and the type of the instances.</summary>
    public static (string Id, FactType? Item) Glance(string file, string text, Catalogue catalogue)
    {
        var map = YamlMap.Read(file, text);
        var reader = new PlaybookReader(map, catalogue);
        return (map.Text("id").Value, reader.Each()?.Item);
    }

    private Playbook Playbook(Func<string, FactType?> itemOf)
    {
        var id = _map.Text("id");
        if (!id.Value.Contains('.') || id.Value.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('.' or '-')))
            throw id.Wrong("an id reads area.fault, in small letters and hyphens");
        var each = Each();
        if (each is not null)
            (_variables, _loopProbe) = (new(Given) { [each.Variable] = each.Item }, each.List.Reads.FirstOrDefault());
        var fault = _map.Map("fault");
        var absent = fault.Text("absent");
        var decisive = Sign(fault);
        fault.Finish();
        var deciding = Operators.Union([decisive.When, .. each is null ? (Expression[])[] : [each.List, .. each.Where is null ? (Expression[])[] : [each.Where]]]);

        var playbook = new Playbook
        {
            Id = id.Value,
            File = _map.File,
            Each = each,
            Title = Template(_map.Text("title")),
            Explanation = Template(_map.Text("explanation")),
            Prior = _map.Text("prior").Number(0.0001, 0.5),
            Complaints = [.. _map.Texts("complaints").Select(text => text.Value)],
            Names = [.. _map.Texts("names").Select(name => Expression(name, FactType.Text))],
            Severities = Severities(),
            Fault = decisive,
            Absent = WithoutInstance(() => Template(absent)),
            Signs = [.. _map.Maps("evidence").Select(sign => Finished(sign, Sign))],
            Remedies = [.. _map.Maps("remedies").Select(remedy => Finished(remedy, Remedy))],
            Explains = [.. _map.Maps("explains").Select(explains => Finished(explains, map => Explanations(map, itemOf)))],
            Verify = Patience(_map.TryMap("verify")),
            DecidingProbes = deciding,
            AllProbes = _reads.ToFrozenSet(),
        };
        _map.Finish();
        // For which shell a command is written depends on the system, whatever else the cause reads.
        return playbook with { AllProbes = _reads.Concat(deciding).Append("system").ToFrozenSet() };
    }

    private Loop? Each()
    {
        if (_map.TryText("each") is not { } each)
            return null;
        var parts = each.Value.Split(" in ", 2, StringSplitOptions.TrimEntries);
        if (parts.Length < 2)
            throw each.Wrong("'each' reads: name in list");
        var list = Expression(each with { Value = parts[1] }, null);
        if (list.Type is not FactType.List { Item: var item })
            throw each.Wrong($"'each' goes through a list, and this is a {list.Type}");
        _variables = new(Given) { [parts[0]] = item };
        return new Loop(parts[0], list, item,
            _map.TryText("where") is { } where ? Expression(where, FactType.Flag) : null,
            Expression(_map.Text("key"), FactType.Text));
    }

    private List<(Severity, Expression)> Severities()
    {
        var map = _map.Map("severity");
        var levels = new List<(Severity, Expression)>();
        foreach (var (name, level) in new[] { ("critical", Severity.Critical), ("warning", Severity.Warning), ("info", Severity.Info) })
        {
            if (map.TryText(name) is { } when)
                levels.Add((level, Expression(when, FactType.Flag)));
        }
        map.Finish();
        return levels;
    }

    private Sign Sign(YamlMap map)
    {
        var when = Expression(map.Text("when"), FactType.Flag);
        return new Sign(
            map.TryText("probe")?.Value ?? when.Reads.Order().FirstOrDefault(probe => probe is not "system") ?? _loopProbe ?? when.Reads.FirstOrDefault() ?? "complaint",
            when,
            map.Text("weight").Number(-10, 10),
            Template(map.Text("says")));
    }

    /// <summary>What does something also says, in plain words, what it did.</summary>
    private RemedyPlan Remedy(YamlMap map)
    {
        var plan = RemedyPlan(map);
        return plan.Did is not null || plan.Commands.Count is 0
            ? plan
            : throw map.Missing("did");
    }

    private RemedyPlan RemedyPlan(YamlMap map) => new(
        map.Text("id").Value,
        Template(map.Text("title")),
        map.TryText("did") is { } did ? Template(did) : null,
        map.Text("risk") switch
        {
            { Value: "safe" } => Risk.Safe,
            { Value: "careful" } => Risk.Careful,
            { Value: "dangerous" } => Risk.Dangerous,
            var other => throw other.Wrong("a risk is safe, careful or dangerous"),
        },
        map.TryText("when") is { } when ? Expression(when, FactType.Flag) : null,
        [.. map.Either("commands").Select(Step)],
        [.. map.Either("undo").Select(Step)],
        map.TryText("on") switch
        {
            null => false,
            { Value: "windows" } => true,
            var other => throw other.Wrong("a remedy is on windows, or says nothing"),
        });

    private Step Step((YamlText? Text, YamlMap? Map) entry)
    {
        if (entry.Text is not null)
            return new Step(null, null, null, Template(entry.Text));
        var map = entry.Map!;
        var outer = _variables;
        Expression? list = null;
        string? variable = null;
        if (map.TryText("each") is { } each)
        {
            var parts = each.Value.Split(" in ", 2, StringSplitOptions.TrimEntries);
            list = Expression(each with { Value = parts[^1] }, null);
            variable = parts[0];
            _variables = new(outer) { [variable] = (list.Type as FactType.List ?? throw each.Wrong("'each' reads: name in list")).Item };
        }
        var step = new Step(map.TryText("when") is { } when ? Expression(when, FactType.Flag) : null, variable, list, Template(map.Text("run")));
        _variables = outer;
        map.Finish();
        return step;
    }

    private Explains Explanations(YamlMap map, Func<string, FactType?> itemOf)
    {
        var cause = map.Text("cause");
        var outer = _variables;
        if (itemOf(cause.Value) is { } other)
            _variables = new(outer) { ["other"] = other };
        var explains = new Explains(cause.Value, map.TryText("when") is { } when ? Expression(when, FactType.Flag) : null, cause.Line);
        _variables = outer;
        return explains;
    }

    private static Patience Patience(YamlMap? map)
    {
        double Seconds(string key, double otherwise) => map?.TryText(key)?.Number(0, 120) ?? otherwise;
        var patience = new Patience(TimeSpan.FromSeconds(Seconds("settle", 0.3)), (int)Seconds("tries", 3), TimeSpan.FromSeconds(Seconds("every", 1)));
        map?.Finish();
        return patience;
    }

    private T WithoutInstance<T>(Func<T> read)
    {
        var outer = _variables;
        _variables = new(Given);
        var value = read();
        _variables = outer;
        return value;
    }

    private static T Finished<T>(YamlMap map, Func<YamlMap, T> read)
    {
        var value = read(map);
        map.Finish();
        return value;
    }

    private Expression Expression(YamlText source, FactType? wanted)
    {
        var expression = Located(source, () => Parser.Parse(source.Value, _probes, _variables));
        if (wanted is not null && !Operators.Matches(wanted, expression.Type))
            throw source.Wrong($"this has to be a {wanted} and is a {expression.Type}: {source.Value.Trim()}");
        _reads.UnionWith(expression.Reads);
        return expression;
    }

    private Template Template(YamlText source)
    {
        var template = Located(source, () => Expressions.Template.Parse(source.Value.Trim(), _probes, _variables));
        _reads.UnionWith(template.Reads);
        return template;
    }

    private static T Located<T>(YamlText source, Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (ExpressionException e)
        {
            throw source.Wrong($"{e.Message}, at character {e.At + 1} of: {source.Value.Trim()}");
        }
    }
}
