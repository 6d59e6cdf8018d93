using AngleSharp.Dom;

namespace Fettle.Mail.Html;

/// <summary>HTML as plain text that reads well: paragraphs, lists, tables, links with their address, quotes with "&gt;".</summary>
public static class HtmlText
{
    public static string Of(string html)
    {
        if (string.IsNullOrWhiteSpace(html))
            return "";
        if (HtmlTree.Parse(html) is not { } document)
            return StrippedHtml.Text(html);
        var text = Of(document.Body ?? document.DocumentElement);
        // What follows a title that is never closed is all title.
        return text.Length > 0 ? text : document.Title ?? "";
    }

    internal static string Of(IElement root)
    {
        var writer = new TextLayout();
        HtmlWalk.Run(root, node => HtmlTextRules.Enter(node, writer), node => HtmlTextRules.Leave(node, writer));
        return writer.ToString();
    }
}
