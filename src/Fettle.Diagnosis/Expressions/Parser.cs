using System.Collections.Frozen;
using Fettle.Diagnosis.Facts;

namespace Fettle.Diagnosis.Expressions;

/// <summary>
/// Reads an expression by recursive descent and checks its types on the way:
/// <c>or, and, not, comparison (in, contains), ??, + -, * /, unary -, field.access, call(), any(x in list | …)</c>.
/// </summary>
internal sealed class Parser
{
    private readonly List<Token> _tokens;
    private readonly IReadOnlyDictionary<string, FactType> _probes;
    private FrozenDictionary<string, FactType> _variables;
    private int _next;

    private Parser(string source, IReadOnlyDictionary<string, FactType> probes, IReadOnlyDictionary<string, FactType> variables)
    {
        _tokens = Lexer.Cut(source);
        _probes = probes;
        _variables = variables.ToFrozenDictionary();
    }

    /// <param name="source">The expression.</param>
    /// <param name="probes">The type of every probe's facts.</param>
    /// <param name="variables">The types of the variables in scope.</param>
    /// <exception cref="ExpressionException">It is no expression, names something unknown, or mixes types.</exception>
    public static Expression Parse(string source, IReadOnlyDictionary<string, FactType> probes, IReadOnlyDictionary<string, FactType> variables)
    {
        var parser = new Parser(source, probes, variables);
        var expression = parser.Or();
        return parser.Peek.Kind is TokenKind.End ? expression : throw parser.Unexpected("an operator");
    }

    private Token Peek => _tokens[_next];

    private Expression Or()
    {
        var left = And();
        while (Take("or") is { } at)
            left = Operators.Or(left, And(), at);
        return left;
    }

    private Expression And()
    {
        var left = Not();
        while (Take("and") is { } at)
            left = Operators.And(left, Not(), at);
        return left;
    }

    private Expression Not() => Take("not") is { } at ? Operators.Not(Not(), at) : Comparison();

    private Expression Comparison()
    {
        var left = Sum();
        foreach (var symbol in (string[])["==", "!=", "<=", ">=", "<", ">", "in", "contains"])
        {
            if (Take(symbol) is { } at)
                return Operators.Compare(symbol, left, Sum(), at);
        }
        return left;
    }

    private Expression Sum()
    {
        var left = Product();
        while (true)
        {
            if (Take("+") is { } plus)
                left = Operators.Add(left, Product(), plus);
            else if (Take("-") is { } minus)
                left = Operators.Arithmetic((a, b) => a - b, left, Product(), minus);
            else if (Take("??") is { } otherwise)
                left = Operators.Otherwise(left, Product(), otherwise);
            else
                return left;
        }
    }

    private Expression Product()
    {
        var left = Unary();
        while (true)
        {
            if (Take("*") is { } times)
                left = Operators.Arithmetic((a, b) => a * b, left, Unary(), times);
            else if (Take("/") is { } over)
                left = Operators.Arithmetic((a, b) => b is 0 ? double.NaN : a / b, left, Unary(), over);
            else
                return left;
        }
    }

    private Expression Unary() =>
        Take("-") is { } at ? Operators.Arithmetic((a, b) => a - b, Operators.Constant(0d, FactType.Number), Unary(), at) : Field();

    private Expression Field()
    {
        var value = Primary();
        while (Take(".") is not null)
        {
            var name = Name();
            value = Operators.Field(value, name.Text, name.At);
        }
        return value;
    }

    private Expression Primary()
    {
        var token = Peek;
        _next++;
        switch (token.Kind)
        {
            case TokenKind.Number:
                return Operators.Constant(token.Number, FactType.Number);
            case TokenKind.Text:
                return Operators.Constant(token.Text, FactType.Text);
            case TokenKind.Symbol when token.Text is "(":
                var inner = Or();
                Expect(")");
                return inner;
            case TokenKind.Name when token.Text is "true" or "false":
                return Operators.Constant(token.Text is "true", FactType.Flag);
            case TokenKind.Name when token.Text is "null":
                return Operators.Constant(null, FactType.Unknown);
            case TokenKind.Name when Peek is { Kind: TokenKind.Symbol, Text: "(" }:
                _next++;
                return Call(token);
            case TokenKind.Name when _variables.TryGetValue(token.Text, out var variable):
                return Operators.Variable(token.Text, variable);
            case TokenKind.Name when _probes.TryGetValue(token.Text, out var probe):
                return Operators.Probe(token.Text, probe);
            case TokenKind.Name:
                throw new ExpressionException($"'{token.Text}' is neither a probe nor a variable", token.At);
            default:
                _next--;
                throw Unexpected("a value");
        }
    }

    private Expression Call(Token function)
    {
        if (Functions.IsLoop(function.Text))
            return Loop(function);
        var arguments = new List<Expression>();
        if (Take(")") is null)
        {
            do
                arguments.Add(Or());
            while (Take(",") is not null);
            Expect(")");
        }
        return Functions.Call(function, arguments);
    }

    private Expression Loop(Token function)
    {
        var variable = Name();
        Expect("in");
        var list = Or();
        if (list.Type is not FactType.List { Item: var item })
            throw new ExpressionException($"'{function.Text}' goes through a list, and this is a {list.Type}", variable.At);
        Expression? body = null;
        if (Take("|") is not null)
        {
            var outer = _variables;
            _variables = new Dictionary<string, FactType>(outer) { [variable.Text] = item }.ToFrozenDictionary();
            body = Or();
            _variables = outer;
        }
        Expect(")");
        return Functions.Loop(function, variable.Text, list, item, body);
    }

    private Token Name()
    {
        if (Peek.Kind is not TokenKind.Name)
            throw Unexpected("a name");
        return _tokens[_next++];
    }

    private int? Take(string text)
    {
        if (Peek.Kind is not (TokenKind.Symbol or TokenKind.Name) || Peek.Text != text)
            return null;
        return _tokens[_next++].At;
    }

    private void Expect(string text)
    {
        if (Take(text) is null)
            throw Unexpected($"'{text}'");
    }

    private ExpressionException Unexpected(string wanted) => new($"expected {wanted} and found '{Peek.Text}'", Peek.At);
}
