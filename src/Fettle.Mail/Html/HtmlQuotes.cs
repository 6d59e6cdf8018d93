using AngleSharp.Dom;

namespace Fettle.Mail.Html;

/// <summary>What mail clients mark in HTML as quoted or as signature.</summary>
internal static class HtmlQuotes
{
    /// <summary>No conversation has more.</summary>
    private const int MostQuotes = 1_000;

    /// <summary>Goes with all that is in it.</summary>
    private const string Quotes =
        "blockquote[type=cite], .gmail_quote, .gmail_quote_container, .gmail_extra > .gmail_quote, .gmail_attr, .moz-cite-prefix, .moz-forward-container, .yahoo_quoted, .yahoo-quoted-begin, .protonmail_quote, .zmail_extra, " +
        ".tutanota_quote, .ms-outlook-mobile-reference-message, #mail-editor-reference-message-container, #OLK_SRC_BODY_SECTION, blockquote.cite, blockquote.gmail_quote, blockquote[cite^='mid:'], blockquote.protonmail_quote, .qt_quote";

    private const string Signatures =
        ".gmail_signature, .gmail_signature_prefix, .moz-signature, .protonmail_signature_block, #ms-outlook-mobile-signature, #Signature, .yahoo-signature, #AppleMailSignature, .tutanota_signature, [data-smartmail=gmail_signature]";

    /// <summary>Goes with all that follows it: the quote itself is not marked.</summary>
    private const string Starts =
        "#divRplyFwdMsg, #appendonsend, #reply-intro, .OutlookMessageHeader, #stopSpelling, hr#stopSpelling, #divtagdefaultwrapper ~ hr, [name=_MailOriginal], .WordSection1 > div > div[style*='border-top:solid'], " +
        "div[style*='border:none;border-top:solid #E1E1E1'], div[style*='border:none;border-top:solid #B5C4DF'], div[style*='border-style:solid none none;border-top-color:rgb(225'], div[style*='padding:3.0pt 0in 0in 0in'], div[style*='padding:3.0pt 0cm 0cm 0cm']";

    /// <summary>The text of what is not marked; null where nothing is marked, or nothing is left.</summary>
    public static string? TextWithout(string html)
    {
        if (!MayHaveMarks(html) || HtmlTree.Parse(html) is not { Body: { } body })
            return null;
        var marked = false;
        foreach (var start in body.QuerySelectorAll(Starts))
        {
            // Outlook draws the same line around pictures and in tables; above a reply stands text, in the line's block the word "From:".
            if (start.TextContent.Length > 2000)
                continue;
            RemoveFollowing(start, body);
            marked = true;
        }
        foreach (var quote in body.QuerySelectorAll($"{Quotes}, {Signatures}").Take(MostQuotes).ToList())
        {
            if (IsAnswered(quote))
                continue;
            quote.Remove();
            marked = true;
        }
        var text = marked ? HtmlText.Of(body) : null;
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    private static bool MayHaveMarks(string html) =>
        html.Contains("quote", StringComparison.OrdinalIgnoreCase) || html.Contains("signature", StringComparison.OrdinalIgnoreCase)
        || html.Contains("moz-", StringComparison.OrdinalIgnoreCase) || html.Contains("divRplyFwdMsg", StringComparison.OrdinalIgnoreCase)
        || html.Contains("border-top", StringComparison.OrdinalIgnoreCase) || html.Contains("appendonsend", StringComparison.OrdinalIgnoreCase)
        || html.Contains("OutlookMessageHeader", StringComparison.OrdinalIgnoreCase) || html.Contains("stopSpelling", StringComparison.OrdinalIgnoreCase)
        || html.Contains("OLK_SRC_BODY_SECTION", StringComparison.OrdinalIgnoreCase) || html.Contains("reference-message", StringComparison.OrdinalIgnoreCase)
        || html.Contains("MailOriginal", StringComparison.OrdinalIgnoreCase);

    /// <summary>An answer below or between the quotes, as in lists: a quote with text after it stays.</summary>
    private static bool IsAnswered(IElement quote)
    {
        if (!quote.LocalName.Equals("blockquote", StringComparison.Ordinal))
            return false;
        foreach (var next in quote.Parent!.ChildNodes.SkipWhile(n => n != quote).Skip(1).Take(50))
        {
            var text = next.TextContent.Trim();
            if (text.Length > 0 && !(next is IElement element && (element.Matches(Quotes) || element.Matches(Signatures))) && text is not "--")
                return true;
        }
        return false;
    }

    private static void RemoveFollowing(IElement start, IElement body)
    {
        INode? node = start;
        while (node is not null && node != body)
        {
            // From the end on: that is where a node is found at once.
            while (node.Parent is { } parent && parent.ChildNodes[^1] is var last && last != node)
                parent.RemoveChild(last);
            node = node.Parent;
        }
        start.Remove();
    }
}
