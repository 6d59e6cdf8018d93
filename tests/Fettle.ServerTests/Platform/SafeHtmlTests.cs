using System.Diagnostics;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Fettle.Server.Platform.Text;

namespace Fettle.ServerTests.Platform;

public sealed class SafeHtmlTests
{
    private static readonly string[] Elements =
    [
        "p", "br", "strong", "em", "b", "i", "del", "code", "pre", "blockquote", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "table", "thead", "tbody",
        "tr", "th", "td", "a", "img", "html", "head", "body",
    ];

    [Theory]
    [InlineData("<script>alert(1)</script>", "")]
    [InlineData("<p onclick=alert(1)>x</p>", "<p>x</p>")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>", "<a>x</a>")]
    [InlineData("<a href=\" java\tscript:alert(1)\">x</a>", "<a>x</a>")]
    [InlineData("<a href=\"//evil.example\">x</a>", "<a>x</a>")]
    [InlineData("<a href=\"/\\evil.example\">x</a>", "<a>x</a>")]
    [InlineData("<a href=\"/api/tickets\">x</a>", "<a href=\"/api/tickets\" rel=\"noopener noreferrer nofollow\">x</a>")]
    [InlineData("<img src=\"https://evil.example/beacon.png\" alt=\"a cat\">", "a cat")]
    [InlineData("<img src=\"/api/attachments/12\" onerror=alert(1) alt='\"'>", "<img src=\"/api/attachments/12\" alt=\"&quot;\">")]
    [InlineData("<svg><style><img src=x onerror=alert(1)></style></svg>x", "x")]
    [InlineData("<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "")]
    [InlineData("<div><span>kept</span></div>", "kept")]
    [InlineData("<p style=\"position:fixed\" class=\"x\" id=\"y\">x</p>", "<p>x</p>")]
    [InlineData("&lt;script&gt;", "&lt;script&gt;")]
    public void What_is_not_on_the_list_is_left_out(string html, string clean) => Assert.Equal(clean, SafeHtml.Clean(html));

    [Theory]
    [InlineData("**a** <b>c</b>", "<p><strong>a</strong> &lt;b&gt;c&lt;/b&gt;</p>\n")]
    [InlineData("[x](javascript:alert(1))", "<p><a>x</a></p>\n")]
    [InlineData("[x](data:text/html,<script>alert(1)</script>)", null)]
    [InlineData("![x](http://evil.example/a.png)", "<p>x</p>\n")]
    [InlineData("https://fettle.example/x", "<p><a href=\"https://fettle.example/x\" rel=\"noopener noreferrer nofollow\">https://fettle.example/x</a></p>\n")]
    [InlineData("one\ntwo", "<p>one<br>two</p>\n")]
    public void Markdown_is_rendered_and_markup_in_it_is_text(string markdown, string? html)
    {
        var rendered = SafeMarkdown.ToHtml(markdown);

        if (html is not null)
            Assert.Equal(html.Replace("<br>", "<br>\n").Replace("\n\n", "\n"), rendered.Replace("<br>\n", "<br>\n").Replace("\n\n", "\n"));
        Assert.DoesNotContain("<script", rendered, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_without_end_is_shown_as_text_and_brings_nothing_down()
    {
        var watch = Stopwatch.StartNew();
        foreach (var mark in new[] { ">", "[", "![", "[a](", "*a_ ", "~~a ", "<a ", "|a", "- ", "`a``" })
            Assert.NotEmpty(SafeMarkdown.ToHtml(string.Concat(Enumerable.Repeat(mark, 50_000 / mark.Length))));
        Assert.NotNull(SafeHtml.Clean(string.Concat(Enumerable.Repeat("<div>", 2_000))));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Nothing_hostile_of_a_sanitisers_own_collection_survives()
    {
        var fragments = HostileFragments();
        Assert.SkipWhen(fragments.Count == 0, "The corpus is absent: set FETTLE_CORPORA to the folder that has html/hostile.json.");

        foreach (var fragment in fragments)
        {
            foreach (var html in new[] { SafeHtml.Clean(fragment), SafeMarkdown.ToHtml(fragment) })
                AssertHarmless(html, fragment);
        }
    }

    private static void AssertHarmless(string html, string of)
    {
        // Read again as a browser would, since what counts is what it makes of it.
        foreach (var element in new HtmlParser().ParseDocument(html).All)
        {
            Assert.True(Elements.Contains(element.LocalName), $"<{element.LocalName}> came out of {of}");
            foreach (var attribute in element.Attributes)
            {
                var allowed = (element.LocalName, attribute.Name) switch
                {
                    ("a", "href") => attribute.Value.StartsWith('/') || attribute.Value.StartsWith("http", StringComparison.OrdinalIgnoreCase)
                        || attribute.Value.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) || attribute.Value.StartsWith("tel:", StringComparison.OrdinalIgnoreCase),
                    ("a", "rel") or ("ol", "start") or ("img", "alt") => true,
                    ("img", "src") => attribute.Value.StartsWith("/api/attachments/", StringComparison.Ordinal),
                    _ => false,
                };
                Assert.True(allowed, $"{element.LocalName} {attribute.Name}=\"{attribute.Value}\" came out of {of}");
            }
        }
    }

    private static List<string> HostileFragments()
    {
        var root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "Fettle.slnx")))
            root = Path.GetDirectoryName(root);
        var folder = Environment.GetEnvironmentVariable("FETTLE_CORPORA") ?? Path.Combine(root ?? ".", "../shared/corpora");
        var file = Path.Combine(folder, "html/hostile.json");
        return File.Exists(file) ? [.. JsonElement.Parse(File.ReadAllText(file)).EnumerateArray().Select(f => f.GetProperty("payload").GetString()!)] : [];
    }
}
