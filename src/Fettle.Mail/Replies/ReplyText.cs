namespace Fettle.Mail.Replies;

/// <summary>
/// Cuts a reply in plain text down to what its writer added. Quotes at the end, forwarded headers and signatures go; quotes that new text
/// answers line by line stay, since the answers mean nothing without them.
/// </summary>
internal static class ReplyText
{
    /// <summary>A longer text is searched no further for what it quotes.</summary>
    private const int MostLines = 5000;

    private const int MostIntroductions = 200;

    public static string Trim(string text)
    {
        var lines = text.Split('\n', MostLines).Select(l => l.TrimEnd()).ToList();
        CutAtDelimiters(lines);
        CutAtIntroductions(lines);
        bool shorter;
        do
        {
            var before = lines.Count;
            CutTrailingQuote(lines);
            Signature.Cut(lines);
            shorter = lines.Count < before;
        }
        while (shorter);
        // Spaces in front of the first line are its writer's.
        return string.Join('\n', lines.SkipWhile(string.IsNullOrWhiteSpace)).TrimEnd();
    }

    /// <summary>"-----Original Message-----" and blocks of From, Sent, To, Subject.</summary>
    private static void CutAtDelimiters(List<string> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var header = ForwardedHeader.LengthAt(lines, i);
            if (header == 0 && !Delimiters.IsOriginalMessage(lines[i]))
                continue;
            if (lines.Take(i).Any(l => l.Length > 0 && !Delimiters.IsRule(l) && !Delimiters.IsOriginalMessage(l) && !Delimiters.IsQuoted(l)))
            {
                lines.RemoveRange(i, lines.Count - i);
                RemoveRuleAtEnd(lines);
                return;
            }
            // Nothing was written above: the message forwards another, and that is what it says.
            if (header == 0)
            {
                header = ForwardedHeader.LengthAt(lines, i + 1);
                header += header > 0 ? 1 : 0;
            }
            lines.RemoveRange(0, i + Math.Max(1, header));
            return;
        }
    }

    private static void RemoveRuleAtEnd(List<string> lines)
    {
        while (lines is [.., var last] && (last.Length == 0 || Delimiters.IsRule(last)))
            lines.RemoveAt(lines.Count - 1);
    }

    /// <summary>"On … wrote:" and what follows it.</summary>
    private static void CutAtIntroductions(List<string> lines)
    {
        var found = 0;
        for (var i = 0; i < lines.Count && found < MostIntroductions; i++)
        {
            var length = QuoteIntroduction.LengthAt(lines, i);
            if (length == 0)
                continue;
            found++;
            var next = lines.FindIndex(i + length, l => l.Length > 0);
            var quoted = next >= 0 && Delimiters.IsQuotedBySign(lines[next]);
            var onTop = !lines.Take(i).Any(l => l.Length > 0);
            if (!quoted && !onTop)
            {
                lines.RemoveRange(i, lines.Count - i);
                return;
            }
            if (quoted && Delimiters.IsQuoted(lines[i]) && onTop)
                continue;
            var end = quoted ? EndOfQuote(lines, next) : i + length;
            var answered = quoted && HasText(lines, end);
            // The answer stands below the quote, or between its lines, where the quote has to stay.
            lines.RemoveRange(i, answered && (!onTop || IsInterleaved(lines, end)) ? length : end - i);
            if (!answered && quoted)
                return;
            i--;
        }
    }

    /// <summary>Text, a quote and text again: the writer answers line by line.</summary>
    private static bool IsInterleaved(List<string> lines, int from)
    {
        var quote = lines.FindIndex(from, Delimiters.IsQuotedBySign);
        return quote >= 0 && HasText(lines, EndOfQuote(lines, quote));
    }

    private static int EndOfQuote(List<string> lines, int start)
    {
        var end = start;
        for (var i = start; i < lines.Count && (lines[i].Length == 0 || Delimiters.IsQuoted(lines[i])); i++)
            end = i + 1;
        return end;
    }

    private static bool HasText(List<string> lines, int from)
    {
        for (var i = from; i < lines.Count; i++)
        {
            if (Signature.StartsAt(lines, i))
                return false;
            if (lines[i].Length > 0 && !Delimiters.IsQuoted(lines[i]) && !Delimiters.IsRule(lines[i]) && QuoteIntroduction.LengthAt(lines, i) == 0)
                return true;
        }
        return false;
    }

    private static void CutTrailingQuote(List<string> lines)
    {
        var end = lines.Count;
        while (end > 0 && (lines[end - 1].Length == 0 || Delimiters.IsQuoted(lines[end - 1])))
            end--;
        // Of nothing but a quote nothing would be left, unless it quotes what quotes another.
        if (end > 0 || lines.Exists(l => l.Length > 0 && QuoteIntroduction.IsOne(l.TrimStart('>', ' '))))
            lines.RemoveRange(end, lines.Count - end);
    }
}
