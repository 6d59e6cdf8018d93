using System.Text.Json;
using AngleSharp.Html.Parser;
using Fettle.Mail.Html;

namespace Fettle.MailTests.Html;

public sealed class HtmlSanitiserTests
{
    [Fact]
    public void Every_hostile_payload_is_harmless_also_when_parsed_again()
    {
        using var payloads = JsonDocument.Parse(File.ReadAllBytes(Corpus.Find("html/hostile.json")));

        foreach (var payload in payloads.RootElement.EnumerateArray())
        {
            var hostile = payload.GetProperty("payload").GetString()!;
            var safe = Sanitise(hostile);
            AssertHarmless(safe, hostile);
            // As a browser sees it, in a body and in elements that parse in their own way.
            Assert.Equal(safe, Sanitise(safe));
        }
    }

    [Theory]
    [InlineData("<a href=\"java\tscript:alert(1)\">x</a>", "<a>x</a>")]
    [InlineData("<a href=\"https://example.com/?a=1&amp;b=2\">x</a>", "<a href=\"https://example.com/?a=1&amp;b=2\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">x</a>")]
    [InlineData("<img src=\"cid:logo@x\">", "<img src=\"/files/logo@x\">")]
    [InlineData("<img src=\"cid:unknown\" alt=\"?\">", "<img alt=\"?\">")]
    [InlineData("<img src=\"data:image/svg+xml;base64,AAAA\">", "<img>")]
    [InlineData("<img src=\"data:image/png;base64,AAAA\">", "<img src=\"data:image/png;base64,AAAA\">")]
    [InlineData("<p style=\"color:red;position:fixed;background:url(https://x)\" onclick=x class=y id=z>t</p>", "<p style=\"color: red\">t</p>")]
    [InlineData("<p style=\"width:expression(alert(1))\">t</p>", "<p>t</p>")]
    [InlineData("<p style=\"color:\\72 ed\">t</p>", "<p>t</p>")]
    [InlineData("<p style=\"margin-left:-999px\">t</p>", "<p>t</p>")]
    [InlineData("a<script>x</script><style>y</style><iframe src=z>w</iframe><form action=q>b<input></form>", "ab")]
    [InlineData("<unknown>text</unknown>", "text")]
    public void Only_what_is_allowed_is_left(string html, string safe) => Assert.Equal(safe, Sanitise(html));

    [Fact]
    public void Pictures_from_elsewhere_wait_until_they_are_asked_for()
    {
        var sanitised = HtmlSanitiser.Sanitise("<img src=\"https://tracker.example/p.gif\" width=1>", _ => null);

        Assert.Equal("<img width=\"1\" data-remote-src=\"https://tracker.example/p.gif\">", sanitised.Html.Replace(" data", " data", StringComparison.Ordinal));
        Assert.True(sanitised.HasRemoteImages);
    }

    [Fact]
    public void Html_as_text_keeps_paragraphs_lists_tables_and_links()
    {
        const string html =
            "<style>p{}</style><p>Hello <b>Anna</b>,<br>see <a href='https://example.com/x'>this page</a> and <a href='https://example.com'>https://example.com</a>.</p>" +
            "<ul><li>one<li>two<ol><li>deep</ol></ul><table><tr><th>Name<th>Size<tr><td>a.txt<td>4 kB</table><blockquote>old</blockquote><pre>a  b\n c</pre>";

        Assert.Equal(
            "Hello Anna,\nsee this page <https://example.com/x> and https://example.com.\n\n- one\n- two\n  1. deep\n\nName | Size\na.txt | 4 kB\n\n> old\n\na  b\n c",
            HtmlText.Of(html));
    }

    private static string Sanitise(string html) => HtmlSanitiser.Sanitise(html, id => id == "logo@x" ? "/files/logo@x" : null).Html;

    private static void AssertHarmless(string html, string payload)
    {
        var document = new HtmlParser().ParseDocument($"<body>{html}");
        foreach (var element in document.Body!.QuerySelectorAll("*"))
        {
            Assert.True(HtmlAllowed.Elements.Contains(element.LocalName), $"{element.LocalName} survived of {payload}");
            Assert.Equal("http://www.w3.org/1999/xhtml", element.NamespaceUri);
            foreach (var attribute in element.Attributes)
            {
                Assert.False(attribute.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase), payload);
                Assert.False(attribute.LocalName is "src" or "href" or "style" && attribute.Value.Contains("script", StringComparison.OrdinalIgnoreCase) && !attribute.Value.StartsWith("http", StringComparison.Ordinal), payload);
                Assert.False(attribute.LocalName == "style" && (attribute.Value.Contains("url", StringComparison.OrdinalIgnoreCase) || attribute.Value.Contains("position", StringComparison.OrdinalIgnoreCase)), payload);
                Assert.False(attribute.LocalName == "src" && attribute.Value.StartsWith("http", StringComparison.OrdinalIgnoreCase), payload);
            }
        }
    }
}
