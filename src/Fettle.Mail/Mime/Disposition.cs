namespace Fettle.Mail.Mime;

/// <summary>A Content-Disposition (RFC 2183).</summary>
/// <param name="Kind">inline, attachment, or empty where there is none that is known.</param>
internal sealed record Disposition(string Kind, string? FileName)
{
    public bool IsAttachment => Kind == "attachment";

    public bool IsInline => Kind == "inline";

    public static Disposition Of(HeaderBlock header)
    {
        if (header["Content-Disposition"] is not { } value)
            return new Disposition("", null);
        var end = value.AsSpan().IndexOfAny("; \t,");
        var kind = (end < 0 ? value : value[..end]).Trim('"', ' ').ToLowerInvariant();
        // "Content-Disposition: filename=x" has lost its kind. An unknown kind is an attachment (RFC 2183 §2.8), but not one that makes no sense.
        var parameters = kind.Contains('=') ? ParameterList.Parse(value) : end < 0 ? ParameterList.Empty : ParameterList.Parse(value[end..]);
        kind = kind is "inline" or "attachment" ? kind : parameters["filename"] is not null || kind is "attached" or "file" ? "attachment" : "";
        return new Disposition(kind, parameters["filename"] ?? parameters["name"]);
    }
}
