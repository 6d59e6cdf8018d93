using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Fettle.Mail.Html;

/// <summary>HTML that strangers wrote, parsed as browsers do. No script runs, nothing is fetched.</summary>
internal static class HtmlTree
{
    /// <summary>Characters; what is longer is cut before it is parsed.</summary>
    private const int Longest = 2_000_000;

    /// <summary>Elements within elements: deeper ones would cost time by the square of their number.</summary>
    private const int Deepest = 1_000;

    /// <summary>Null for HTML that is nested beyond all sense.</summary>
    public static IHtmlDocument? Parse(string html)
    {
        if (html.Length > Longest)
            html = html[..Longest];
        return HtmlDepth.Of(html) > Deepest ? null : new HtmlParser().ParseDocument(html);
    }
}
