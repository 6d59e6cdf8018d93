using System.Text.RegularExpressions;

namespace Fettle.Mail.Html;

/// <summary>
/// The style that a mail's elements may have: how text looks and where blocks are within the flow. Nothing that is fetched (<c>url()</c>), leaves its
/// place (<c>position</c>, negative margins), or is a program (<c>expression()</c>, <c>behavior</c>).
/// </summary>
internal static partial class CssAllowed
{
    private static readonly HashSet<string> Properties =
    [
        .. ("background background-color border border-bottom border-bottom-color border-bottom-style border-bottom-width border-collapse border-color border-left border-left-color border-left-style border-left-width " +
            "border-radius border-right border-right-color border-right-style border-right-width border-spacing border-style border-top border-top-color border-top-style border-top-width border-width clear color " +
            "direction display float font font-family font-size font-style font-variant font-weight height letter-spacing line-height list-style list-style-type margin margin-bottom margin-left margin-right margin-top " +
            "max-height max-width min-height min-width overflow-wrap padding padding-bottom padding-left padding-right padding-top table-layout text-align text-decoration text-indent text-transform unicode-bidi " +
            "vertical-align white-space width word-break word-spacing word-wrap").Split(' '),
    ];

    public static string Filter(string style)
    {
        // Escapes and comments are ways around any list.
        if (style.Length > 4000 || style.AsSpan().ContainsAny("\\<>@{}") || style.Contains("/*", StringComparison.Ordinal))
            return "";
        return string.Join("; ", style.Split(';').Select(Declaration).OfType<string>());
    }

    private static string? Declaration(string declaration)
    {
        var colon = declaration.IndexOf(':');
        if (colon < 0)
            return null;
        var property = declaration[..colon].Trim().ToLowerInvariant();
        var value = declaration[(colon + 1)..].Replace("!important", "", StringComparison.OrdinalIgnoreCase).Trim();
        if (!Properties.Contains(property) || !Value().IsMatch(value) || (property.StartsWith("margin", StringComparison.Ordinal) || property == "text-indent") && value.Contains('-'))
            return null;
        return $"{property}: {value}";
    }

    /// <summary>Words, numbers and colours; the only functions are those of colours.</summary>
    [GeneratedRegex(@"^([\w\s.,#%'""+-]|\b(rgb|hsl)a?\([\d\s.,%/]*\)){1,300}$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Value();
}
