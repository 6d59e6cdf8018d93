using System.Text;

namespace Fettle.Mail.Html;

/// <summary>Writes text as it flows: white space collapses, blocks begin new lines, quotes and lists are marked at each line's start.</summary>
internal sealed class TextLayout
{
    private readonly StringBuilder text = new();
    private int pendingBreaks;
    private bool pendingSpace;
    private bool atLineStart = true;
    private int lastQuote;
    private string? item;
    private string? cell;

    private readonly Dictionary<object, int> numbers = [];
    private (object? Row, bool IsData) row;

    public int Preformatted { get; set; }

    public int Quote { get; set; }

    public int Lists { get; set; }

    public void Write(ReadOnlySpan<char> data)
    {
        foreach (var c in data)
        {
            if (Preformatted > 0 && c == '\n')
                LineBreak();
            else if (Preformatted > 0 && c is ' ' or '\t' && Preformatted > 0)
                Put(c);
            else if (c is ' ' or '\t' or '\n' or '\r' or '\f')
                pendingSpace = true;
            else if (c is not ('\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\uFEFF' or '\u034F'))
                Put(c == '\u00A0' ? ' ' : c);
        }
    }

    /// <summary>A line break that the writer asked for; two of them make a blank line.</summary>
    public void LineBreak()
    {
        if (text.Length > 0 || pendingBreaks > 0)
            pendingBreaks = Math.Min(pendingBreaks + 1, 3);
        pendingSpace = false;
        atLineStart = true;
    }

    /// <summary>The start or end of a block, with so many blank lines.</summary>
    public void Block(int blankLines)
    {
        cell = null;
        pendingSpace = false;
        if (text.Length == 0)
            return;
        pendingBreaks = Math.Max(pendingBreaks, (atLineStart ? 0 : 1) + blankLines);
        if (!atLineStart || blankLines > 0)
            pendingBreaks = Math.Max(pendingBreaks, blankLines + 1);
        atLineStart = true;
    }

    /// <summary>A list's item begins.</summary>
    public void Item(string bullet) => item = new string(' ', Math.Max(0, Math.Min(Lists, 10) - 1) * 2) + bullet;

    /// <summary>The next cell of the same row.</summary>
    public void Cell()
    {
        if (!atLineStart || pendingBreaks == 0)
            cell = " | ";
        pendingSpace = false;
    }

    /// <summary>The number of the next item of a list.</summary>
    public int NextNumber(object list, int first) => numbers[list] = numbers.TryGetValue(list, out var last) ? last + 1 : first;

    /// <summary>Asked for each cell, answered once for each row.</summary>
    public bool IsDataRow<T>(T? element, Func<T?, bool> decide)
        where T : class
    {
        if (element is null || !ReferenceEquals(row.Row, element))
            row = (element, decide(element));
        return row.IsData;
    }

    public override string ToString() => text.ToString().TrimEnd();

    private void Put(char c)
    {
        if (atLineStart || pendingBreaks > 0)
            StartLine();
        else if (cell is not null)
            text.Append(cell);
        else if (pendingSpace)
            text.Append(' ');
        cell = null;
        pendingSpace = false;
        text.Append(c);
    }

    private void StartLine()
    {
        var quote = Math.Min(Quote, 50);
        for (; pendingBreaks > 0; pendingBreaks--)
        {
            while (text.Length > 0 && text[^1] == ' ')
                text.Length--;
            text.Append('\n');
            // A blank line belongs to a quote when the lines before and after it do.
            if (pendingBreaks > 1)
                text.Append('>', Math.Min(quote, lastQuote));
        }
        lastQuote = quote;
        if (quote > 0)
            text.Append('>', quote).Append(' ');
        if (item is not null)
            text.Append(item);
        item = null;
        atLineStart = false;
    }
}
