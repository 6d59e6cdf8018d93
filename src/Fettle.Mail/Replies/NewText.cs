using Fettle.Mail.Html;
using Fettle.Mail.Text;

namespace Fettle.Mail.Replies;

/// <summary>What a person has newly written: a message's text without what it quotes and without the signature.</summary>
internal static class NewText
{
    /// <summary>
    /// Clients mark what they quote in HTML better than in text, so where text is at hand and nothing is found in it, the HTML's marks decide.
    /// Null where nothing new was written.
    /// </summary>
    public static string? Of(string? text, string? html, bool textIsFromHtml)
    {
        if (text is null)
            return null;
        var marked = textIsFromHtml && html is not null ? HtmlQuotes.TextWithout(html) : null;
        var trimmed = ReplyText.Trim(marked ?? text);
        if (!textIsFromHtml && html is not null && trimmed.Length == text.Trim().Length && HtmlQuotes.TextWithout(html) is { } unquoted)
            trimmed = ReplyText.Trim(unquoted);
        return PlainText.NullIfBlank(trimmed);
    }
}
