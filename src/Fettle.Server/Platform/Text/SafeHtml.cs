using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Fettle.Server.Platform.Text;

/// <summary>
/// Lets through what is on a list and nothing else. The answer is written anew from the parsed tree, never copied from the input, so what a browser reads
/// is what was checked here.
/// </summary>
internal static class SafeHtml
{
    /// <summary>Nobody writes deeper; what does is out to exhaust a reader.</summary>
    private const int Deepest = 100;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly HashSet<string> Kept =
    [
        "p", "br", "strong", "em", "b", "i", "del", "code", "pre", "blockquote", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "table", "thead", "tbody",
        "tr", "th", "td", "a", "img",
    ];

    /// <summary>Other elements are left out and their content stays; the content of these is no text for people.</summary>
    private static readonly HashSet<string> Swallowed =
    [
        "script", "style", "template", "noscript", "iframe", "object", "embed", "applet", "textarea", "select", "option", "title", "head", "xmp", "noembed", "noframes",
        "plaintext", "audio", "video", "canvas", "map", "frameset", "dialog",
    ];

    public static string OfText(string text) => $"<p>{Encoder.Encode(text).Replace("&#xA;", "<br>")}</p>";

    public static string Clean(string html)
    {
        var document = new HtmlParser().ParseDocument("");
        var output = new StringBuilder(html.Length);
        foreach (var node in new HtmlParser().ParseFragment(html, document.Body!))
            Write(node, output, depth: 0);
        return output.ToString();
    }

    private static void Write(INode node, StringBuilder output, int depth)
    {
        if (depth > Deepest)
            return;
        if (node is IText text)
        {
            output.Append(Encoder.Encode(text.Data).Replace("&#xA;", "\n"));
            return;
        }
        if (node is not IElement element || element.NamespaceUri != "http://www.w3.org/1999/xhtml" || Swallowed.Contains(element.LocalName))
            return;

        var name = element.LocalName;
        if (name == "img")
        {
            WriteImage(element, output);
            return;
        }
        if (!Kept.Contains(name))
        {
            WriteChildren(element, output, depth);
            return;
        }

        output.Append('<').Append(name);
        if (name == "a" && Address.Of(element.GetAttribute("href")) is { } address)
            output.Append($" href=\"{Encoder.Encode(address)}\" rel=\"noopener noreferrer nofollow\"");
        if (name == "ol" && int.TryParse(element.GetAttribute("start"), out var start))
            output.Append($" start=\"{start}\"");
        output.Append('>');
        if (name is "br" or "hr")
            return;
        WriteChildren(element, output, depth);
        output.Append("</").Append(name).Append('>');
    }

    private static void WriteChildren(IElement element, StringBuilder output, int depth)
    {
        foreach (var child in element.ChildNodes)
            Write(child, output, depth + 1);
    }

    /// <summary>A picture from elsewhere would tell its sender who reads, and when. Only what was attached here is shown; of the rest, its name.</summary>
    private static void WriteImage(IElement image, StringBuilder output)
    {
        var alt = Encoder.Encode(image.GetAttribute("alt") ?? "");
        if (Address.OfAttachment(image.GetAttribute("src")) is { } source)
            output.Append($"<img src=\"{Encoder.Encode(source)}\" alt=\"{alt}\">");
        else
            output.Append(alt);
    }

    private static class Address
    {
        private static readonly string[] Schemes = ["http", "https", "mailto", "tel"];

        public static string? Of(string? href)
        {
            var written = href?.Trim();
            if (string.IsNullOrEmpty(written) || written.Any(char.IsControl))
                return null;
            // Within this site: one slash only, since two (or a backslash) name another one.
            if (written[0] == '/')
                return written.Length > 1 && written[1] is '/' or '\\' ? null : written;
            return Uri.TryCreate(written, UriKind.Absolute, out var uri) && Schemes.Contains(uri.Scheme) ? written : null;
        }

        public static string? OfAttachment(string? source)
        {
            const string Folder = "/api/attachments/";
            return source is not null && source.StartsWith(Folder, StringComparison.Ordinal) && source.Length > Folder.Length && source[Folder.Length..].All(char.IsAsciiDigit)
                ? source
                : null;
        }
    }
}
