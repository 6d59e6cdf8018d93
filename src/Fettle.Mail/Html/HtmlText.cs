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

    /// <summary>Walks the tree without recursion: strangers decide how deep it is.</summary>
    public static string Of(IElement root)
    {
        var writer = new TextLayout();
        INode? node = root;
        while (node is not null)
        {
            var enter = HtmlTextRules.Enter(node, writer);
            if (enter && node.FirstChild is { } child)
            {
                node = child;
                continue;
            }
            while (node is not null)
            {
                HtmlTextRules.Leave(node, writer);
                if (node == root)
                    return writer.ToString();
                if (node.NextSibling is { } next)
                {
                    node = next;
                    break;
                }
                node = node.Parent;
            }
        }
        return writer.ToString();
    }
}
