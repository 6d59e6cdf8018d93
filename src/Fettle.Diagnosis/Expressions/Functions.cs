using Fettle.Diagnosis.Facts;

namespace Fettle.Diagnosis.Expressions;

/// <summary>The functions and loops of the expression language; docs/diagnosis.md lists them.</summary>
internal static class Functions
{
    private sealed record Function(FactType[] Takes, FactType Gives, Func<Fact[], Fact?> Work);

    private static readonly FactType Texts = new FactType.List(FactType.Text);

    private static readonly Dictionary<string, Function> Simple = new()
    {
        ["bytes"] = new([FactType.Number], FactType.Text, a => Wording.Bytes(N(a[0]))),
        ["percent"] = new([FactType.Number], FactType.Text, a => Wording.Percent(N(a[0]))),
        ["duration"] = new([FactType.Number], FactType.Text, a => Wording.Duration(N(a[0]))),
        ["date"] = new([FactType.Number], FactType.Text, a => Wording.Date(N(a[0]))),
        ["round"] = new([FactType.Number], FactType.Number, a => Math.Round(N(a[0]))),
        ["abs"] = new([FactType.Number], FactType.Number, a => Math.Abs(N(a[0]))),
        ["min"] = new([FactType.Number, FactType.Number], FactType.Number, a => Math.Min(N(a[0]), N(a[1]))),
        ["max"] = new([FactType.Number, FactType.Number], FactType.Number, a => Math.Max(N(a[0]), N(a[1]))),
        ["lower"] = new([FactType.Text], FactType.Text, a => T(a[0]).ToLowerInvariant()),
        ["starts"] = new([FactType.Text, FactType.Text], FactType.Flag, a => T(a[0]).StartsWith(T(a[1]))),
        ["ends"] = new([FactType.Text, FactType.Text], FactType.Flag, a => T(a[0]).EndsWith(T(a[1]))),
        ["join"] = new([Texts], FactType.Text, a => Wording.Join(((Fact.List)a[0]).Items)),
        ["text"] = new([FactType.Number], FactType.Text, a => Wording.Number(N(a[0]))),
        ["clip"] = new([FactType.Text, FactType.Number], FactType.Text, a => Wording.Clip(T(a[0]), (int)N(a[1]))),
        ["below"] = new([FactType.Text, FactType.Text], FactType.Flag, a => Wording.IsBelow(T(a[0]), T(a[1]))),
    };

    public static bool IsLoop(string name) => name is "any" or "all" or "count" or "first" or "where" or "sum" or "most" or "each";

    public static Expression Call(Token function, List<Expression> arguments)
    {
        switch (function.Text, arguments)
        {
            case ("known", [var value]):
                return value with { Type = FactType.Flag, Evaluate = scope => value.Evaluate(scope) is not null };
            case ("if", [var when, var then, var otherwise]) when when.Type == FactType.Flag && Operators.Matches(then.Type, otherwise.Type):
                return new Expression(then.Type, Operators.Union(arguments), scope => when.Decide(scope) switch
                {
                    true => then.Evaluate(scope),
                    false => otherwise.Evaluate(scope),
                    null => null,
                });
            case ("size", [{ Type: FactType.List } list]):
                return list with { Type = FactType.Number, Evaluate = scope => (list.Evaluate(scope) as Fact.List)?.Items.Count };
        }
        if (!Simple.TryGetValue(function.Text, out var known))
            throw new ExpressionException($"there is no function '{function.Text}' of {arguments.Count} such values", function.At);
        if (known.Takes.Length != arguments.Count || known.Takes.Zip(arguments).Any(pair => !Operators.Matches(pair.First, pair.Second.Type)))
            throw new ExpressionException($"'{function.Text}' takes {string.Join(" and ", known.Takes.Select(t => $"a {t}"))}", function.At);
        return new Expression(known.Gives, Operators.Union(arguments), scope =>
        {
            var values = arguments.ConvertAll(argument => argument.Evaluate(scope));
            return values.Contains(null) ? null : known.Work([.. values!]);
        });
    }

    public static Expression Loop(Token function, string variable, Expression list, FactType item, Expression? body)
    {
        var wanted = function.Text switch
        {
            "sum" or "most" => FactType.Number,
            "each" => body?.Type ?? item,
            _ => FactType.Flag,
        };
        if (body is not null && body.Type != wanted)
            throw new ExpressionException($"'{function.Text}' needs a {wanted} after '|', and this is a {body.Type}", function.At);
        if (body is null && function.Text is not ("count" or "first"))
            throw new ExpressionException($"'{function.Text}' needs '| …' after its list", function.At);
        var gives = function.Text switch
        {
            "any" or "all" => FactType.Flag,
            "count" or "sum" => FactType.Number,
            "first" or "most" => item,
            "where" => list.Type,
            _ => new FactType.List(body!.Type),
        };
        return new Expression(gives, body is null ? list.Reads : Operators.Union(list, body), scope =>
            list.Evaluate(scope) is Fact.List items ? Go(function.Text, items.Items, variable, body, scope) : null);
    }

    private static Fact? Go(string loop, IReadOnlyList<Fact> items, string variable, Expression? body, Scope scope)
    {
        Fact? Value(Fact item) => body!.Evaluate(scope.With(variable, item));
        bool Holds(Fact item) => body is null || Value(item) is Fact.Flag { Value: true };
        return loop switch
        {
            "any" => items.Any(Holds),
            "all" => items.All(Holds),
            "count" => items.Count(Holds),
            "first" => items.FirstOrDefault(Holds),
            "where" => new Fact.List([.. items.Where(Holds)]),
            "sum" => items.Sum(item => Value(item) is Fact.Number n ? n.Value : 0),
            "most" => items.Where(item => Value(item) is Fact.Number).MaxBy(item => N(Value(item)!)),
            _ => new Fact.List([.. items.Select(Value).OfType<Fact>()]),
        };
    }

    private static double N(Fact fact) => ((Fact.Number)fact).Value;

    private static string T(Fact fact) => ((Fact.Text)fact).Value;
}
