using System.Net;
using System.Text;
using AngleSharp.Dom;

namespace Fettle.Mail.Html;

/// <summary>What is left of a stranger's HTML.</summary>
/// <param name="Html">Elements, attributes and styles of the allow-list only; a fragment to put into a page of its own.</param>
/// <param name="HasRemoteImages">There are pictures that would tell their owner that the mail is read: their address stands in <c>data-remote-src</c>.</param>
public sealed record SanitisedHtml(string Html, bool HasRemoteImages);

/// <summary>
/// Makes HTML harmless by an allow-list. The result is written anew from the parsed tree and every text in it is escaped, so that nothing which was
/// not understood gets through; foreign content (SVG, MathML), raw text and styles outside of elements are left out whole.
/// </summary>
public sealed class HtmlSanitiser
{
    private readonly StringBuilder output = new();
    private readonly Func<string, string?> attachmentUrl;
    private bool hasRemoteImages;

    private HtmlSanitiser(Func<string, string?> attachmentUrl) => this.attachmentUrl = attachmentUrl;

    /// <param name="attachmentUrl">The address at which the attachment with a Content-ID is shown (RFC 2392); null where there is none.</param>
    public static SanitisedHtml Sanitise(string html, Func<string, string?> attachmentUrl)
    {
        ArgumentNullException.ThrowIfNull(html);
        if (HtmlTree.Parse(html) is not { Body: { } body })
            return new SanitisedHtml($"<pre>{WebUtility.HtmlEncode(StrippedHtml.Text(html))}</pre>", HasRemoteImages: false);
        var sanitiser = new HtmlSanitiser(attachmentUrl);
        HtmlWalk.Run(body, node => node == body || sanitiser.Enter(node), node => sanitiser.Leave(node, body));
        return new SanitisedHtml(sanitiser.output.ToString(), sanitiser.hasRemoteImages);
    }

    private bool Enter(INode node)
    {
        if (node is IText text)
            output.Append(WebUtility.HtmlEncode(text.Data));
        if (node is not IElement element || HtmlAllowed.IsDropped(element))
            return false;
        if (HtmlAllowed.Elements.Contains(element.LocalName))
            Open(element);
        return true;
    }

    private void Leave(INode node, INode root)
    {
        if (node != root && node is IElement element && !HtmlAllowed.IsDropped(element) && HtmlAllowed.Elements.Contains(element.LocalName) && !HtmlAllowed.Empty.Contains(element.LocalName))
            output.Append("</").Append(element.LocalName).Append('>');
    }

    private void Open(IElement element)
    {
        output.Append('<').Append(element.LocalName);
        foreach (var attribute in element.Attributes)
        {
            if (attribute.NamespaceUri is null && HtmlAllowed.Attributes.Contains(attribute.LocalName) && attribute.Value.Length < 1000)
                Attribute(attribute.LocalName, attribute.Value);
        }
        if (element.GetAttribute("style") is { } style && CssAllowed.Filter(style) is { Length: > 0 } safe)
            Attribute("style", safe);
        if (element.LocalName == "a" && SafeUrl.Link(element.GetAttribute("href")) is { } target)
        {
            Attribute("href", target);
            Attribute("target", "_blank");
            Attribute("rel", "noopener noreferrer nofollow");
        }
        if (element.LocalName == "img")
            Image(element.GetAttribute("src"));
        output.Append('>');
    }

    private void Image(string? source)
    {
        source = source?.Trim() ?? "";
        if (source.StartsWith("cid:", StringComparison.OrdinalIgnoreCase))
        {
            if (attachmentUrl(Uri.UnescapeDataString(source[4..])) is { } url)
                Attribute("src", url);
        }
        else if (SafeUrl.IsEmbeddedPicture(source))
        {
            Attribute("src", source);
        }
        else if (SafeUrl.Link(source) is { } remote && remote.StartsWith("http", StringComparison.OrdinalIgnoreCase))
        {
            Attribute("data-remote-src", remote);
            hasRemoteImages = true;
        }
    }

    private void Attribute(string name, string value) => output.Append(' ').Append(name).Append("=\"").Append(WebUtility.HtmlEncode(value)).Append('"');
}
