namespace Fettle.Server.ServiceDesk.Searching;

/// <summary>A piece of what was written: <c>-tag:"big boss",vip</c> is key <c>tag</c>, relation <c>:</c>, two values, negated.</summary>
/// <param name="Column">From 1, of its first character.</param>
/// <param name="Key">Empty for words and phrases.</param>
/// <param name="Relation"><c>:</c>, <c>=</c>, <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c> or <c>&gt;=</c>.</param>
/// <param name="Quoted">Its only value stood in quotation marks.</param>
/// <param name="Open">Where a quotation mark stands that is not closed.</param>
internal sealed record SearchToken(int Column, bool Negated, string Key, string Relation, IReadOnlyList<SearchToken.Value> Values, bool Quoted, int? Open, string Raw)
{
    public sealed record Value(int Column, string Text);

    public static IEnumerable<SearchToken> Of(string text)
    {
        var at = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
                at++;
            if (at >= text.Length)
                yield break;
            yield return Next(text, ref at);
        }
    }

    private static SearchToken Next(string text, ref int at)
    {
        var (start, negated) = (at, false);
        if (text[at] == '-' && at + 1 < text.Length && !char.IsWhiteSpace(text[at + 1]))
            (negated, at) = (true, at + 1);
        var key = KeyAt(text, at, out var relation);
        at += key.Length + relation.Length;

        var (values, quoted, open) = (new List<Value>(), false, (int?)null);
        do
        {
            var from = at;
            if (at < text.Length && text[at] == '"')
            {
                var end = text.IndexOf('"', at + 1);
                if (end < 0)
                    (open, end) = (at + 1, text.Length);
                values.Add(new(from + 1, text[(at + 1)..end].Trim()));
                (quoted, at) = (values.Count == 1, Math.Min(end + 1, text.Length));
            }
            else
            {
                while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] != '"' && (key.Length == 0 || text[at] != ','))
                    at++;
                values.Add(new(from + 1, text[from..at]));
                quoted = false;
            }
        }
        while (key.Length > 0 && at < text.Length && text[at] == ',' && ++at <= text.Length);
        return new(start + 1, negated, key, relation, [.. values.Where(v => v.Text.Length > 0)], quoted, open, text[start..at]);
    }

    /// <summary>A name (letters, digits, hyphens) with a relation right behind it; else nothing.</summary>
    private static string KeyAt(string text, int at, out string relation)
    {
        var end = at;
        while (end < text.Length && (char.IsLetter(text[end]) || (end > at && (char.IsDigit(text[end]) || text[end] is '-' or '_'))))
            end++;
        relation = end == at || end >= text.Length ? "" : text[end] switch
        {
            ':' or '=' => text[end].ToString(),
            '<' or '>' => end + 1 < text.Length && text[end + 1] == '=' ? text.Substring(end, 2) : text[end].ToString(),
            _ => "",
        };
        return relation.Length == 0 ? "" : text[at..end];
    }
}
