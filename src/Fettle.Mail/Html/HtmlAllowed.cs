using AngleSharp.Dom;

namespace Fettle.Mail.Html;

/// <summary>The elements and attributes that a mail may have.</summary>
internal static class HtmlAllowed
{
    /// <summary>Others are left out, their content stays.</summary>
    public static readonly HashSet<string> Elements = Set(
        "a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins " +
        "kbd li main mark nav ol p pre q rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr");

    public static readonly HashSet<string> Empty = Set("br col hr img wbr");

    /// <summary>No id, class and name: they would collide with those of the page. Addresses and styles have rules of their own.</summary>
    public static readonly HashSet<string> Attributes = Set(
        "abbr align alt bgcolor border cellpadding cellspacing color colspan compact datetime dir face height hspace lang nowrap reversed rowspan scope size span start title type valign value vspace width");

    /// <summary>Left out with all that is in them: what is not text, or is not HTML.</summary>
    private static readonly HashSet<string> Dropped = Set(
        "applet audio base button canvas datalist embed frame frameset head iframe input link map math meta meter noembed noframes noscript object optgroup option output param plaintext " +
        "portal progress script select source style svg template textarea title track video xmp");

    public static bool IsDropped(IElement element) => element.NamespaceUri != "http://www.w3.org/1999/xhtml" || Dropped.Contains(element.LocalName);

    private static HashSet<string> Set(string words) => [.. words.Split(' ')];
}
