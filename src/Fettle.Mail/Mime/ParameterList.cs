using System.Text;
using Fettle.Mail.Headers;
using Fettle.Mail.Text;

namespace Fettle.Mail.Mime;

/// <summary>
/// The parameters of a Content-Type or Content-Disposition (RFC 2045 §5.1), with continuations, charsets and percent encoding (RFC 2231), and what
/// senders do instead: encoded words in quoted strings, spaces without quotes, quotes within quotes.
/// </summary>
internal sealed class ParameterList
{
    /// <summary>No parameters are longer that anybody means well with.</summary>
    private const int Longest = 1 << 14;

    private readonly Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);

    private ParameterList()
    {
    }

    public string? this[string name] => values.GetValueOrDefault(name);

    public static ParameterList Empty { get; } = new();

    /// <param name="text">What follows the first semicolon.</param>
    public static ParameterList Parse(string text)
    {
        var list = new ParameterList();
        List<Segment>? segments = null;
        foreach (var (name, value) in new ParameterScanner(text[..Math.Min(text.Length, Longest)]))
        {
            if (name.Contains('*'))
                (segments ??= []).Add(Segment.Of(name, value));
            else
                list.values.TryAdd(name, value);
        }

        foreach (var (name, value) in list.values.ToList())
        {
            if (value.Contains("=?", StringComparison.Ordinal))
                list.values[name] = EncodedWords.Decode(value);
        }
        // The extended form is the better one where a sender gives both (RFC 6266 §4.3 says so, too).
        foreach (var group in segments?.GroupBy(s => s.Name, StringComparer.OrdinalIgnoreCase) ?? [])
            list.values[group.Key] = Join([.. group.OrderBy(s => s.Number)]);
        return list;
    }

    private static string Join(List<Segment> segments)
    {
        string? charset = null;
        using var bytes = new MemoryStream();
        var anyEncoded = segments.Exists(s => s.Encoded);
        for (var i = 0; i < segments.Count; i++)
        {
            var value = segments[i].Value;
            if (segments[i].Encoded && i == 0 && value.Split('\'', 3) is [var declared, _, var rest])
                (charset, value) = (declared, rest);
            if (segments[i].Encoded)
                Unescape(value, bytes);
            else
                bytes.Write(Encoding.UTF8.GetBytes(value));
        }
        var text = Charsets.Decode(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), anyEncoded ? charset : "utf-8");
        return text.Contains("=?", StringComparison.Ordinal) ? EncodedWords.Decode(text) : text;
    }

    private static void Unescape(string text, MemoryStream bytes)
    {
        Span<byte> encoded = stackalloc byte[4];
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes.WriteByte(Convert.FromHexString(text.AsSpan(i + 1, 2))[0]);
                i += 2;
            }
            else
            {
                bytes.Write(encoded[..new Rune(char.IsSurrogate(text[i]) ? '\uFFFD' : text[i]).EncodeToUtf8(encoded)]);
            }
        }
    }

    /// <summary>One of <c>name*</c>, <c>name*0</c>, <c>name*0*</c> (RFC 2231 §3, §4).</summary>
    private readonly record struct Segment(string Name, int Number, bool Encoded, string Value)
    {
        public static Segment Of(string name, string value)
        {
            var encoded = name.EndsWith('*');
            var parts = name.TrimEnd('*').Split('*');
            return new Segment(parts[0], parts.Length > 1 && int.TryParse(parts[1], out var number) ? number : 0, encoded, value);
        }
    }
}
