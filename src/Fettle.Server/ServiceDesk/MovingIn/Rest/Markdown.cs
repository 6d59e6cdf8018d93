using Fettle.Mail.Html;
using Fettle.Server.ServiceDesk.Mail.Incoming;

namespace Fettle.Server.ServiceDesk.MovingIn.Rest;

/// <summary>What people wrote elsewhere as Markdown: texts as they are, HTML as the text that it shows. Nothing of it is read as a mark that was none.</summary>
internal static class Markdown
{
    public static string OfText(string text) => MailMarkdown.Of(text);

    public static string OfHtml(string html) => MailMarkdown.Of(HtmlText.Of(html));
}
