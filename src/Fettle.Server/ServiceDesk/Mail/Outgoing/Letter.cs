using System.Text.RegularExpressions;

namespace Fettle.Server.ServiceDesk.Mail.Outgoing;

/// <summary>What somebody reads: the same words as text and as HTML.</summary>
internal sealed partial record Letter(string Text, string Html)
{
    private const string Look = "font-family:system-ui,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:15px;line-height:1.5";

    /// <param name="markdown">What was written, as it was.</param>
    /// <param name="html">The same, cleaned.</param>
    /// <param name="signature">Below it; null for none.</param>
    /// <param name="site">The address of Fettle's pages, for links that lead into them.</param>
    /// <param name="pictures">What an attachment that the text shows is called in the mail (RFC 2392), by its id.</param>
    public static Letter Of(string markdown, string html, Letter? signature, string site, IReadOnlyDictionary<long, string> pictures)
    {
        var body = Picture().Replace(html, m => pictures.TryGetValue(long.Parse(m.Groups["id"].Value), out var cid) ? $"<img src=\"cid:{cid}\"" : m.Value)
            .Replace("href=\"/", $"href=\"{site.TrimEnd('/')}/", StringComparison.Ordinal);
        // "-- " alone is how mail programs know a signature (RFC 3676 §4.3).
        var text = signature is null ? markdown : $"{markdown.TrimEnd()}\n\n-- \n{signature.Text.Trim()}\n";
        var below = signature is null ? "" : $"<div style=\"color:#666;margin-top:1.5em\">{signature.Html}</div>";
        return new(text, $"<!doctype html><html><head><meta charset=\"utf-8\"></head><body style=\"{Look}\">{body}{below}</body></html>");
    }

    /// <summary>The attachments that a text shows among its words.</summary>
    public static IEnumerable<long> PicturesIn(string html) => Picture().Matches(html).Select(m => long.Parse(m.Groups["id"].Value));

    [GeneratedRegex("<img src=\"/api/attachments/(?<id>[0-9]{1,18})\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Picture();
}
