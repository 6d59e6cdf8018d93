using System.Text;
using Fettle.Diagnosis.Facts;

namespace Fettle.Diagnosis.Expressions;

/// <summary>A sentence or a command with <c>{expressions}</c> in it; <c>{{</c> and <c>}}</c> are braces.</summary>
internal sealed class Template
{
    private readonly List<(string? Literal, Expression? Hole)> _parts = [];

    /// <exception cref="ExpressionException">A brace that is not closed, or a bad expression in one.</exception>
    public static Template Parse(string source, IReadOnlyDictionary<string, FactType> probes, IReadOnlyDictionary<string, FactType> variables)
    {
        var template = new Template();
        var literal = new StringBuilder();
        for (var at = 0; at < source.Length; at++)
        {
            var c = source[at];
            if (c is '{' or '}' && at + 1 < source.Length && source[at + 1] == c)
            {
                literal.Append(c);
                at++;
            }
            else if (c is '{')
            {
                var close = source.IndexOf('}', at);
                if (close < 0)
                    throw new ExpressionException("'{' is not closed", at);
                template._parts.Add((literal.ToString(), null));
                literal.Clear();
                var hole = Parser.Parse(source[(at + 1)..close], probes, variables);
                if (hole.Type is FactType.Record or FactType.List { Item: not FactType.Simple { Name: "text" } })
                    throw new ExpressionException($"a {hole.Type} cannot stand in a sentence", at);
                template._parts.Add((null, hole));
                at = close;
            }
            else
            {
                literal.Append(c);
            }
        }
        template._parts.Add((literal.ToString(), null));
        return template;
    }

    public IEnumerable<string> Reads => _parts.SelectMany(part => part.Hole?.Reads ?? Enumerable.Empty<string>());

    /// <summary>The sentence; a value that was not measured reads "unknown".</summary>
    public string Sentence(Scope scope) =>
        string.Concat(_parts.Select(part => part.Literal ?? (part.Hole!.Evaluate(scope) is { } value ? Wording.Say(value) : "unknown")));

    /// <summary>The command with every value quoted for the shell; null when a value was not measured, as half a command is worse than none.</summary>
    public string? Command(Scope scope)
    {
        var command = new StringBuilder();
        Func<string, string> quote = scope.Probe("system") is Fact.Record system && system["osId"] is { } os && Wording.Say(os) == "windows" ? Shell.QuoteForWindows : Shell.Quote;
        foreach (var (literal, hole) in _parts)
        {
            if (literal is not null)
            {
                command.Append(literal);
                continue;
            }
            switch (hole!.Evaluate(scope))
            {
                case null:
                    return null;
                case Fact.List list:
                    command.AppendJoin(' ', list.Items.Select(item => quote(Wording.Say(item))));
                    break;
                case var value:
                    command.Append(quote(Wording.Say(value)));
                    break;
            }
        }
        return command.ToString();
    }
}
