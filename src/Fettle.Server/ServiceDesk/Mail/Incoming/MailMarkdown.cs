using System.Text;
using System.Text.RegularExpressions;
using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.ServiceDesk.Mail.Incoming;

/// <summary>Plain text of a mail as Markdown that shows the same: line by line, with nothing read as a mark that was not meant as one. Quotes and lists may be.</summary>
internal static partial class MailMarkdown
{
    public static string Of(string text)
    {
        var markdown = new StringBuilder(text.Length + 64);
        foreach (var line in StorableText.Of(text).ReplaceLineEndings("\n").Split('\n'))
            WriteLine(markdown, line.TrimEnd());
        return markdown.ToString().Trim('\n');
    }

    private static void WriteLine(StringBuilder markdown, string line)
    {
        var words = line.TrimStart(' ', '\t');
        // What is set in from the left stays so and is no code.
        markdown.Append('\u00A0', line[..(line.Length - words.Length)].Sum(c => c == '\t' ? 4 : 1));
        // A line under a text would make a heading of it, or a table.
        if (words.Length > 0 && (words[0] is '#' or '+' || Underline().IsMatch(words)))
            markdown.Append('\\');
        var written = 0;
        foreach (var address in Address().EnumerateMatches(words))
        {
            WriteEscaped(markdown, words.AsSpan(written, address.Index - written));
            markdown.Append(words, address.Index, address.Length);
            written = address.Index + address.Length;
        }
        WriteEscaped(markdown, words.AsSpan(written));
        markdown.Append('\n');
    }

    private static void WriteEscaped(StringBuilder markdown, ReadOnlySpan<char> words)
    {
        foreach (var c in words)
        {
            if (char.IsControl(c) && c != '\t')
                continue;
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '~' or '|' or '&')
                markdown.Append('\\');
            markdown.Append(c);
        }
    }

    [GeneratedRegex(@"^[-=*_|:][-=*_|: ]*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Underline();

    // In an address a backslash would be part of it.
    [GeneratedRegex(@"\b(https?|ftp)://[^\s<>""\\]+", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
