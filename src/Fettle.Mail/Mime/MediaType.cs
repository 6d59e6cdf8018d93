namespace Fettle.Mail.Mime;

/// <summary>A Content-Type (RFC 2045 §5).</summary>
internal sealed class MediaType
{
    private readonly ParameterList parameters;

    private MediaType(string name, ParameterList parameters) => (Name, this.parameters) = (name, parameters);

    /// <summary>Type and subtype in lower case: <c>text/plain</c>.</summary>
    public string Name { get; }

    public string? this[string parameter] => parameters[parameter];

    public bool IsMultipart => Name.StartsWith("multipart/", StringComparison.Ordinal);

    public bool IsText => Name.StartsWith("text/", StringComparison.Ordinal);

    /// <summary>The first Content-Type that can be read; a missing one is the usual type, a wrong one is text (RFC 2045 §5.2).</summary>
    public static MediaType Of(HeaderBlock header, string usual)
    {
        var given = false;
        foreach (var value in header.All("Content-Type"))
        {
            if (string.IsNullOrWhiteSpace(value))
                continue;
            given = true;
            if (Parse(value) is { Name.Length: > 0 } type)
                return type;
        }
        return new MediaType(given ? "text/plain" : usual, given ? ParametersOf(header["Content-Type"]!) : ParameterList.Empty);
    }

    /// <summary>Its name is empty where the value has no type and subtype.</summary>
    public static MediaType Parse(string value)
    {
        value = value.TrimStart(' ', '\t', ';', '"');
        var end = value.AsSpan().IndexOfAny(";, \t(\"");
        var name = (end < 0 ? value : value[..end]).Trim().ToLowerInvariant();
        // "text / plain" and "text/ plain" are obsolete, but allowed (RFC 822 §3.1.4).
        if (end > 0 && value[end] is ' ' && (name.EndsWith('/') || value[end..].TrimStart().StartsWith('/')))
        {
            var semicolon = value.IndexOf(';');
            name = string.Concat((semicolon < 0 ? value : value[..semicolon]).Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();
        }
        var slash = name.IndexOf('/');
        var known = slash > 0 && slash < name.Length - 1 && name.IndexOf('/', slash + 1) < 0;
        return new MediaType(known ? name : name is "text" or "html" ? (name == "html" ? "text/html" : "text/plain") : "", ParametersOf(value));
    }

    private static ParameterList ParametersOf(string value)
    {
        var start = value.AsSpan().IndexOfAny("; \t");
        return start < 0 ? ParameterList.Empty : ParameterList.Parse(value[start..]);
    }
}
