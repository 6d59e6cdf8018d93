using AngleSharp.Dom;

namespace Fettle.Mail.Html;

/// <summary>HTML as plain text that reads well: paragraphs, lists, tables, links with their address, quotes with "&gt;".</summary>
internal static class HtmlText
{
    public static string Of(string html)
    {
        if (string.IsNullOrWhiteSpace(html))
            return "";
        return HtmlTree.Parse(html) is { } document ? Of(document.Body ?? document.DocumentElement) : StrippedHtml.Text(html);
    }

    public static string Of(IElement root)
    {
        var writer = new TextLayout();
        HtmlWalk.Run(root, node => HtmlTextRules.Enter(node, writer), node => HtmlTextRules.Leave(node, writer));
        return writer.ToString();
    }
}
