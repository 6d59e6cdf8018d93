namespace Fettle.Mail.Mime;

/// <summary>The name of a file that came with a message (RFC 2183 §2.3): the sender's word, so without folders and control characters.</summary>
internal static class AttachmentName
{
    /// <summary>Null where the sender gave none.</summary>
    public static string? Of(MimePart part) => Clean(part.Disposition.FileName) ?? Clean(part.Type["name"]) ?? OfLocation(part.Header["Content-Location"]);

    public static string? Clean(string? name)
    {
        if (name is null)
            return null;
        name = string.Concat(name.Where(c => !char.IsControl(c))).Trim();
        // Not "AC/DC.mp3", but "C:\temp\x.txt", "/etc/passwd" and "../x".
        if (name.StartsWith('/') || name.StartsWith('\\') || name.Contains("..", StringComparison.Ordinal) || (name.Length > 2 && name[1] == ':' && name[2] is '\\' or '/'))
            name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        return name.Length == 0 ? null : name;
    }

    /// <summary>Apple Mail of old names pictures by it (RFC 2557).</summary>
    private static string? OfLocation(string? location) =>
        location is { Length: < 200 } && !location.AsSpan().ContainsAny(":/\\?") && location.Contains('.') ? Clean(Headers.EncodedWords.Decode(location)) : null;
}
