namespace Fettle.Mail.Headers;

/// <summary>The message ids of a Message-ID, In-Reply-To or References (RFC 5322 §3.6.4), each with its angle brackets.</summary>
internal static class MessageIds
{
    /// <summary>A reply to a reply to … may name thousands: the first and the newest are what threading needs.</summary>
    private const int Most = 1000;

    public static IReadOnlyList<string> Parse(string? value)
    {
        var ids = new List<string>();
        if (value is null)
            return ids;
        // Ids beyond it are ids that nobody wrote.
        value = EncodedWords.Decode(value[..Math.Min(value.Length, 1 << 16)]);
        var at = 0;
        while ((at = value.IndexOf('<', at)) >= 0)
        {
            var end = value.IndexOf('>', at);
            var again = value.IndexOf('<', at + 1);
            if (end < 0 || (again > 0 && again < end && value.AsSpan(at, again - at).ContainsAny(" \t")))
                end = again > 0 ? again : value.Length;
            var id = string.Concat(MailboxText.WithoutComments(value[(at + 1)..end]).Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c) && c is not ('<' or '>')));
            at = end;
            if (id.Length > 0 && ids.Count < Most)
                ids.Add($"<{id}>");
        }
        if (ids.Count > 0)
            return ids;
        // Without brackets at all: words with an at sign.
        foreach (var word in value.Split((char[]?)[' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Contains('@') && !word.EndsWith(';') && ids.Count < Most)
                ids.Add($"<{word.Trim('>', '"', '(', ')')}>");
        }
        return ids;
    }

    /// <summary>The one id of a Message-ID; what is no id but something else is taken as it is.</summary>
    public static string? One(string? value)
    {
        if (Parse(value) is [var first, ..])
            return first;
        var text = value?.Trim(' ', '<', '>', '\t');
        return string.IsNullOrEmpty(text) || text.Contains(' ') ? null : $"<{text}>";
    }
}
