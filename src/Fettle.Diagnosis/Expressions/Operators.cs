using System.Collections.Frozen;
using Fettle.Diagnosis.Facts;

namespace Fettle.Diagnosis.Expressions;

/// <summary>The operators. An unknown operand makes the result unknown, but for <c>and</c>, <c>or</c> and <c>??</c> where the other side may decide.</summary>
internal static class Operators
{
    private static readonly IReadOnlySet<string> Nothing = FrozenSet<string>.Empty;

    public static Expression Constant(Fact? value, FactType type) => new(type, Nothing, _ => value);

    public static Expression Variable(string name, FactType type) => new(type, Nothing, scope => scope.Variable(name));

    public static Expression Probe(string name, FactType type) =>
        new(type, FrozenSet.Create<string>([name]), scope => scope.Probe(name));

    public static Expression Field(Expression of, string name, int at)
    {
        if (of.Type is not FactType.Record record)
            throw new ExpressionException($"'.{name}' is asked of a {of.Type}, which has no fields", at);
        if (!record.Fields.TryGetValue(name, out var type))
            throw new ExpressionException($"there is no '{name}' here; there is {string.Join(", ", record.Fields.Keys.Order())}", at);
        return new Expression(type, of.Reads, scope => (of.Evaluate(scope) as Fact.Record)?[name]);
    }

    public static Expression Or(Expression left, Expression right, int at)
    {
        Flags("or", left, right, at);
        return new Expression(FactType.Flag, Union(left, right), scope =>
        {
            if (left.Decide(scope) is not { } known)
                return right.Decide(scope) is true ? true : null;
            return known ? true : right.Evaluate(scope);
        });
    }

    public static Expression And(Expression left, Expression right, int at)
    {
        Flags("and", left, right, at);
        return new Expression(FactType.Flag, Union(left, right), scope =>
        {
            if (left.Decide(scope) is not { } known)
                return right.Decide(scope) is false ? false : null;
            return known ? right.Evaluate(scope) : false;
        });
    }

    public static Expression Not(Expression value, int at)
    {
        Flags("not", value, value, at);
        return value with { Evaluate = scope => value.Decide(scope) is { } known ? !known : null };
    }

    public static Expression Otherwise(Expression left, Expression right, int at)
    {
        Same("??", left, right, at);
        return new Expression(left.Type == FactType.Unknown ? right.Type : left.Type, Union(left, right), scope => left.Evaluate(scope) ?? right.Evaluate(scope));
    }

    public static Expression Arithmetic(Func<double, double, double> work, Expression left, Expression right, int at)
    {
        Numbers(left, right, at);
        return new Expression(FactType.Number, Union(left, right), scope =>
            left.Evaluate(scope) is Fact.Number a && right.Evaluate(scope) is Fact.Number b && work(a.Value, b.Value) is var result && double.IsFinite(result)
                ? result
                : null);
    }

    /// <summary>Numbers are added, texts joined.</summary>
    public static Expression Add(Expression left, Expression right, int at)
    {
        if (left.Type != FactType.Text)
            return Arithmetic((a, b) => a + b, left, right, at);
        Same("+", left, right, at);
        return new Expression(FactType.Text, Union(left, right), scope =>
            left.Evaluate(scope) is Fact.Text a && right.Evaluate(scope) is Fact.Text b ? a.Value + b.Value : null);
    }

    public static Expression Compare(string symbol, Expression left, Expression right, int at)
    {
        switch (symbol)
        {
            case "in" when right.Type is FactType.List list && Matches(list.Item, left.Type):
                return Flag(left, right, (a, b) => ((Fact.List)b).Items.Contains(a));
            case "contains" when left.Type is FactType.List list && Matches(list.Item, right.Type):
                return Flag(left, right, (a, b) => ((Fact.List)a).Items.Contains(b));
            case "contains" or "in" when left.Type == FactType.Text && right.Type == FactType.Text:
                var (whole, part) = symbol is "in" ? (right, left) : (left, right);
                return Flag(whole, part, (a, b) => ((Fact.Text)a).Value.Contains(((Fact.Text)b).Value, StringComparison.OrdinalIgnoreCase));
            case "==":
                Same(symbol, left, right, at);
                return Flag(left, right, (a, b) => a.Equals(b));
            case "!=":
                Same(symbol, left, right, at);
                return Flag(left, right, (a, b) => !a.Equals(b));
            case "in" or "contains":
                throw new ExpressionException($"'{symbol}' cannot be asked of a {left.Type} and a {right.Type}", at);
            default:
                Numbers(left, right, at);
                return Flag(left, right, (a, b) => symbol switch
                {
                    "<" => Value(a) < Value(b),
                    "<=" => Value(a) <= Value(b),
                    ">" => Value(a) > Value(b),
                    _ => Value(a) >= Value(b),
                });
        }
    }

    public static IReadOnlySet<string> Union(params IEnumerable<Expression> parts) => parts.SelectMany(part => part.Reads).ToFrozenSet();

    public static bool Matches(FactType a, FactType b) => a == FactType.Unknown || b == FactType.Unknown || a.Equals(b);

    private static Expression Flag(Expression left, Expression right, Func<Fact, Fact, bool> test) =>
        new(FactType.Flag, Union(left, right), scope => left.Evaluate(scope) is { } a && right.Evaluate(scope) is { } b ? test(a, b) : null);

    private static double Value(Fact fact) => ((Fact.Number)fact).Value;

    private static void Flags(string symbol, Expression left, Expression right, int at)
    {
        if (left.Type != FactType.Flag || right.Type != FactType.Flag)
            throw new ExpressionException($"'{symbol}' joins flags, and this is a {left.Type} and a {right.Type}", at);
    }

    private static void Numbers(Expression left, Expression right, int at)
    {
        if (left.Type != FactType.Number || right.Type != FactType.Number)
            throw new ExpressionException($"this needs two numbers, and has a {left.Type} and a {right.Type}", at);
    }

    private static void Same(string symbol, Expression left, Expression right, int at)
    {
        if (!Matches(left.Type, right.Type))
            throw new ExpressionException($"'{symbol}' compares a {left.Type} with a {right.Type}", at);
    }
}
