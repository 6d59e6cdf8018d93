using System.Buffers;
using Markdig;

namespace Fettle.Server.Platform.Text;

/// <summary>
/// Markdown that anybody may have written, as HTML that may stand in a page: raw HTML in it is text, and what Markdig makes of it passes
/// <see cref="SafeHtml"/> besides, so neither has to be trusted alone.
/// </summary>
internal static class SafeMarkdown
{
    /// <summary>
    /// The parsers' work grows with the square of opened and never closed marks: 50,000 of them would hold a processor for seconds at every look. A person
    /// does not write so many; a log that was pasted may, and reads better as it is.
    /// </summary>
    private const int MostMarks = 2000;

    private static readonly SearchValues<char> Marks = SearchValues.Create("[]()<>*_~`!|");

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UseAutoLinks()
        .UsePipeTables()
        .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough)
        .UseSoftlineBreakAsHardlineBreak()
        .Build();

    public static string ToHtml(string markdown)
    {
        if (IsBeyondReading(markdown))
            return SafeHtml.OfText(markdown);
        try
        {
            return SafeHtml.Clean(Markdown.ToHtml(markdown, Pipeline));
        }
        catch (ArgumentException)
        {
            // Markdig refuses what is nested more than a hundred deep. It is still text, and is shown as such.
            return SafeHtml.OfText(markdown);
        }
    }

    private static bool IsBeyondReading(string markdown)
    {
        var rest = markdown.AsSpan();
        var marks = 0;
        for (var next = rest.IndexOfAny(Marks); next >= 0; next = rest.IndexOfAny(Marks))
        {
            if (++marks > MostMarks)
                return true;
            rest = rest[(next + 1)..];
        }
        return false;
    }

    /// <summary>Text as it is, to stand in Markdown: what a device or a person says must not be read as Markdown. Line breaks become spaces.</summary>
    public static string Escape(string text) =>
        string.Concat(text.Trim().Select(c => c is '\r' or '\n' ? " " : "\\`*_{}[]()<>#|!~+-.&".Contains(c) ? $"\\{c}" : $"{c}"));

    /// <summary>A name in code type.</summary>
    public static string Code(string name) => $"`{name.Replace('`', '\'').ReplaceLineEndings(" ")}`";

    /// <summary>Lines of commands, fenced so that nothing in them ends the fence.</summary>
    public static string CodeBlock(IEnumerable<string> lines)
    {
        var text = string.Join('\n', lines);
        var fence = "```";
        while (text.Contains(fence, StringComparison.Ordinal))
            fence += "`";
        return $"{fence}sh\n{text}\n{fence}\n";
    }

    /// <summary>The words alone, for searching and for first lines.</summary>
    public static string ToPlainText(string markdown)
    {
        if (IsBeyondReading(markdown))
            return markdown.Trim();
        try
        {
            return Markdown.ToPlainText(markdown, Pipeline).Trim();
        }
        catch (ArgumentException)
        {
            return markdown.Trim();
        }
    }
}
