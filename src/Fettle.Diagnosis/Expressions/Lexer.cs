using System.Globalization;
using System.Text;

namespace Fettle.Diagnosis.Expressions;

internal enum TokenKind
{
    End,
    Name,
    Number,
    Text,
    Symbol,
}

internal readonly record struct Token(TokenKind Kind, string Text, double Number, int At);

/// <summary>Cuts an expression into names, numbers (with <c>KiB MiB GiB</c> or <c>%</c>), quoted texts and symbols.</summary>
internal static class Lexer
{
    private static readonly string[] Symbols = ["==", "!=", "<=", ">=", "??", "<", ">", "+", "-", "*", "/", "(", ")", ",", ".", "|"];

    /// <exception cref="ExpressionException">A character that no expression has, or a text that is not closed.</exception>
    public static List<Token> Cut(string source)
    {
        var tokens = new List<Token>();
        var at = 0;
        while (at < source.Length)
        {
            var c = source[at];
            if (char.IsWhiteSpace(c))
            {
                at++;
                continue;
            }
            var start = at;
            if (char.IsAsciiLetter(c) || c is '_')
            {
                while (at < source.Length && (char.IsAsciiLetterOrDigit(source[at]) || source[at] is '_'))
                    at++;
                tokens.Add(new Token(TokenKind.Name, source[start..at], 0, start));
            }
            else if (char.IsAsciiDigit(c))
            {
                tokens.Add(Number(source, ref at));
            }
            else if (c is '\'')
            {
                tokens.Add(Quoted(source, ref at));
            }
            else
            {
                var symbol = Array.Find(Symbols, s => string.CompareOrdinal(source, start, s, 0, s.Length) == 0)
                    ?? throw new ExpressionException($"'{c}' means nothing here", start);
                at += symbol.Length;
                tokens.Add(new Token(TokenKind.Symbol, symbol, 0, start));
            }
        }
        tokens.Add(new Token(TokenKind.End, "the end", 0, source.Length));
        return tokens;
    }

    private static Token Number(string source, ref int at)
    {
        var start = at;
        while (at < source.Length && (char.IsAsciiDigit(source[at]) || (source[at] is '.' && at + 1 < source.Length && char.IsAsciiDigit(source[at + 1]))))
            at++;
        var value = double.Parse(source.AsSpan(start, at - start), CultureInfo.InvariantCulture);
        foreach (var (unit, factor) in new[] { ("KiB", 1024d), ("MiB", 1048576d), ("GiB", 1073741824d), ("%", 0.01) })
        {
            if (string.CompareOrdinal(source, at, unit, 0, unit.Length) != 0)
                continue;
            at += unit.Length;
            value *= factor;
            break;
        }
        return new Token(TokenKind.Number, source[start..at], value, start);
    }

    private static Token Quoted(string source, ref int at)
    {
        var start = at++;
        var text = new StringBuilder();
        while (at < source.Length && source[at] is not '\'')
            text.Append(source[at++]);
        if (at++ >= source.Length)
            throw new ExpressionException("the text that starts with ' is not closed", start);
        return new Token(TokenKind.Text, text.ToString(), 0, start);
    }
}

/// <summary>An expression that cannot be understood.</summary>
internal sealed class ExpressionException(string reason, int at) : Exception(reason)
{
    /// <summary>Where in the expression, counted from 0.</summary>
    public int At { get; } = at;
}
