namespace Fettle.Mail.Imap;

/// <summary>One response of the server (RFC 3501 §7): a line, with the literals in it apart.</summary>
/// <param name="Tag">The command's tag, "*" or "+".</param>
/// <param name="Text">What follows the tag; of a literal only <c>{n}</c> stands in it.</param>
/// <param name="Literals">The bytes of the literals that were kept.</param>
/// <param name="Streamed">A literal was given on to the command's output.</param>
internal sealed record ImapResponse(string Tag, string Text, IReadOnlyList<byte[]> Literals, bool Streamed)
{
    public bool IsOk => Text.StartsWith("OK", StringComparison.OrdinalIgnoreCase);

    public bool IsBye => Tag == "*" && Text.StartsWith("BYE", StringComparison.OrdinalIgnoreCase);

    /// <summary>"* 12 EXISTS": the number before a word; null for other responses.</summary>
    public uint? NumberBefore(string word) =>
        Tag == "*" && Text.Split(' ', 3) is [var number, var said, ..] && said.Equals(word, StringComparison.OrdinalIgnoreCase) && uint.TryParse(number, out var value) ? value : null;

    /// <summary>"[UIDNEXT 7]": the words of a response code; null where it is another.</summary>
    public string? Code(string name)
    {
        var start = Text.IndexOf($"[{name} ", StringComparison.OrdinalIgnoreCase);
        var end = start < 0 ? -1 : Text.IndexOf(']', start);
        return end < 0 ? null : Text[(start + name.Length + 2)..end];
    }

    /// <summary>The word after a name in a list: "UID 7" in "(UID 7 RFC822.SIZE 44)".</summary>
    public string? After(string name)
    {
        var start = Text.IndexOf($"{name} ", StringComparison.OrdinalIgnoreCase);
        if (start < 0 || (start > 0 && Text[start - 1] is not ('(' or ' ')))
            return null;
        var rest = Text[(start + name.Length + 1)..];
        var end = rest.AsSpan().IndexOfAny(" )");
        return end < 0 ? rest : rest[..end];
    }
}
