using AngleSharp.Dom;

namespace Fettle.Mail.Html;

/// <summary>How each element shows in plain text.</summary>
internal static class HtmlTextRules
{
    /// <returns>Whether the node's children are to be shown.</returns>
    public static bool Enter(INode node, TextLayout writer)
    {
        if (node is IText text)
        {
            writer.Write(text.Data);
            return false;
        }
        if (node is not IElement element)
            return node is IDocument;
        if (IsHidden(element))
            return false;
        switch (element.LocalName)
        {
            case "br":
                writer.LineBreak();
                break;
            case "hr":
                writer.Block(1);
                writer.Write("---");
                writer.Block(1);
                break;
            case "img":
                if (element.GetAttribute("alt") is { Length: > 0 } alt && !string.IsNullOrWhiteSpace(alt))
                    writer.Write($"[{alt.Trim()}]");
                break;
            case "pre" or "textarea":
                writer.Block(1);
                writer.Preformatted++;
                break;
            case "blockquote":
                writer.Block(1);
                writer.Quote++;
                break;
            case "ul" or "ol":
                writer.Block(writer.Lists == 0 ? 1 : 0);
                writer.Lists++;
                break;
            case "li":
                writer.Block(0);
                writer.Item(Bullet(element, writer));
                break;
            case "td" or "th":
                if (writer.IsDataRow(element.ParentElement, IsDataRow))
                    writer.Cell();
                else
                    writer.Block(0);
                break;
            case "p" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "dl" or "fieldset":
                writer.Block(IsTight(element) ? 0 : 1);
                break;
            case "table":
                writer.Block(0);
                break;
            case var name when IsBlock(name):
                writer.Block(0);
                break;
        }
        return true;
    }

    public static void Leave(INode node, TextLayout writer)
    {
        if (node is not IElement element || IsHidden(element))
            return;
        switch (element.LocalName)
        {
            case "a":
                Link(element, writer);
                break;
            case "pre" or "textarea":
                writer.Preformatted--;
                writer.Block(1);
                break;
            case "blockquote":
                writer.Block(0);
                writer.Quote--;
                writer.Block(1);
                break;
            case "ul" or "ol":
                writer.Lists--;
                writer.Block(writer.Lists == 0 ? 1 : 0);
                break;
            case "p" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "dl" or "fieldset":
                writer.Block(IsTight(element) ? 0 : 1);
                break;
            case var name when IsBlock(name):
                writer.Block(0);
                break;
        }
    }

    /// <summary>The address behind a link, where its text is not already that.</summary>
    private static void Link(IElement link, TextLayout writer)
    {
        var target = link.GetAttribute("href")?.Trim() ?? "";
        var text = link.TextContent.Trim();
        var address = target.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? target[7..].Split('?')[0] : target;
        if (address.Length is 0 or > 500 || text.Length == 0 || !(target.Contains("://", StringComparison.Ordinal) || address.Contains('@')))
            return;
        if (!Same(text, address) && !Same(text, Uri.UnescapeDataString(address)))
            writer.Write($" <{address}>");
    }

    private static bool Same(string text, string address) =>
        address.Contains(text.TrimEnd('/'), StringComparison.OrdinalIgnoreCase) && (text.Contains("://", StringComparison.Ordinal) || text.Contains('@') || text.StartsWith("www.", StringComparison.OrdinalIgnoreCase) || address.Contains($"//{text}", StringComparison.OrdinalIgnoreCase))
        || text.Contains(address, StringComparison.OrdinalIgnoreCase);

    private static string Bullet(IElement item, TextLayout writer)
    {
        if (item.ParentElement is not { LocalName: "ol" } list)
            return "- ";
        return $"{writer.NextNumber(list, int.TryParse(list.GetAttribute("start"), out var start) ? start : 1)}. ";
    }

    /// <summary>A row of short cells is data; one with blocks and tables in its cells is layout.</summary>
    private static bool IsDataRow(IElement? row)
    {
        if (row is null)
            return false;
        var cells = 0;
        foreach (var cell in row.ChildNodes.OfType<IElement>())
        {
            // So many columns are no table that anybody reads.
            if (++cells > 50 || cell.TextContent.Length > 200)
                return false;
            foreach (var inside in cell.ChildNodes.OfType<IElement>().Take(20))
            {
                if (inside.LocalName is "table" or "ul" or "ol" or "blockquote" || (IsBlock(inside.LocalName) && inside != cell.LastElementChild))
                    return false;
            }
        }
        return true;
    }

    /// <summary>Outlook's paragraphs are lines: their margin is nought.</summary>
    private static bool IsTight(IElement element) =>
        element.ClassName?.Contains("MsoNormal", StringComparison.Ordinal) == true || element.ClassName is "p1" or "p2" || (element.GetAttribute("style") is { } style && (style.Contains("margin:0", StringComparison.OrdinalIgnoreCase) || style.Contains("margin: 0", StringComparison.OrdinalIgnoreCase)));

    private static bool IsBlock(string name) => name is "div" or "tr" or "table" or "section" or "article" or "header" or "footer" or "center" or "form" or "address" or "dt" or "dd" or "caption" or "main" or "aside" or "nav" or "figure" or "thead" or "tbody" or "title" or "option";

    private static bool IsHidden(IElement element) =>
        element.LocalName is "script" or "style" or "head" or "template" or "noscript" or "svg" or "math" or "object" or "title"
        || (element.GetAttribute("style") is { Length: > 0 } style && style.Replace(" ", "", StringComparison.Ordinal) is var compact && (compact.Contains("display:none", StringComparison.OrdinalIgnoreCase) || compact.Contains("mso-hide:all", StringComparison.OrdinalIgnoreCase)));
}
