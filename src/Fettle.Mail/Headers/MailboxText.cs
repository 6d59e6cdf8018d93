namespace Fettle.Mail.Headers;

/// <summary>A mailbox's two halves, cleaned of what does not belong to them.</summary>
internal static class MailboxText
{
    /// <summary>Null where nothing is left.</summary>
    public static string? Name(string text)
    {
        var name = HeaderText.Readable(text) ?? "";
        if (name is ['"', _, .., '"'])
            name = name[1..^1].Trim();
        return name.Length == 0 ? null : name;
    }

    public static string Address(string text)
    {
        var address = HeaderText.Readable(text) ?? "";
        if (address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
            address = address[7..];
        address = WithoutComments(address).Trim('<', '>', ' ', '\'', ',', ';');
        if (address.StartsWith('[') && address.EndsWith(']'))
            address = address[1..^1];
        // White space around the dots and the at sign is obsolete, but allowed (RFC 5322 §4.4).
        return address.Contains('"') ? address : string.Concat(address.Where(c => !char.IsWhiteSpace(c)));
    }

    public static string WithoutComments(string text)
    {
        int open;
        while (text.Length < 1000 && (open = text.IndexOf('(')) >= 0 && text.IndexOf(')', open) is > 0 and var close)
            text = text.Remove(open, close - open + 1);
        return text;
    }
}
