using System.Text;

namespace Fettle.Mail.Mime;

/// <summary>
/// Reads the header of a message or part (RFC 5322 §2.2), however broken: an mbox "From " line before it, lines that are no fields within it,
/// a missing blank line after it, fields without end.
/// </summary>
internal sealed class HeaderReader(LineReader lines, MailLimits limits)
{
    /// <summary>How far to look for the end of a header that has a line in it which is no field.</summary>
    private const int LookAhead = 200;

    private int bytesLeft = limits.HeaderBytes;

    /// <summary>Reads from the reader's next line on; afterwards its next line is the body's first.</summary>
    public HeaderBlock Read(bool message)
    {
        var fields = new List<HeaderField>();
        var name = "";
        var value = new StringBuilder();
        var start = lines.End;
        var first = true;

        while (lines.Read())
        {
            var line = Trim(lines.Line);
            if (first && message && (IsMailboxLine(line) || (line.Trim(" \t"u8).IsEmpty && FieldFollows())))
                continue;
            if (line.IsEmpty && lines.AtLineStart)
                break;

            var colon = lines.AtLineStart ? FieldNameLength(line) : -1;
            if (colon > 0)
            {
                Finish();
                name = Encoding.Latin1.GetString(line[..colon]).TrimEnd();
                Append(line[(line.IndexOf((byte)':') + 1)..], fold: false);
            }
            else if (!first && (!lines.AtLineStart || IsFold(line)))
            {
                Append(line, fold: lines.AtLineStart);
            }
            else if (!first && HeaderGoesOn(lines.Start))
            {
                // A line that is no field, among fields: addresses whose fold has lost its space are used, all else is not.
                if (name.Equals("To", StringComparison.OrdinalIgnoreCase) || name.Equals("Cc", StringComparison.OrdinalIgnoreCase))
                    Append(Trim(lines.Line), fold: true);
            }
            else
            {
                // A line that is no field, and after which no header goes on: the blank line is missing.
                lines.GoTo(lines.Start);
                break;
            }
            first = false;
        }
        Finish();
        return new HeaderBlock(fields);

        void Finish()
        {
            // Each field costs memory, also an empty one.
            bytesLeft -= name.Length > 0 ? name.Length + 16 : 0;
            if (name.Length > 0 && bytesLeft > 0)
                fields.Add(new HeaderField(name, value.ToString().Trim(' ', '\t', '\r', '\n', '\0')));
            value.Clear();
        }

        void Append(ReadOnlySpan<byte> text, bool fold)
        {
            // Unfolding (RFC 5322 §2.2.3); the white space of a fold is one space, whatever it was.
            text = fold ? text.TrimStart(" \t"u8) : text;
            text = text[..Math.Min(text.Length, Math.Min(Math.Max(0, bytesLeft), limits.FieldBytes - Math.Min(value.Length, limits.FieldBytes)))];
            bytesLeft -= text.Length;
            if (fold && text.Length > 0)
                value.Append(' ');
            var at = value.Length;
            value.Append(Encoding.Latin1.GetString(text)).Replace('\0', ' ', at, value.Length - at);
        }

        bool FieldFollows()
        {
            var here = lines.End;
            var follows = here - start < 1000 && lines.Read() && FieldNameLength(Trim(lines.Line)) > 0;
            lines.GoTo(here);
            return follows;
        }
    }

    /// <summary>Whether from a line that is no field on, up to the next blank line, nothing but fields comes.</summary>
    private bool HeaderGoesOn(long offset)
    {
        var goesOn = false;
        var fields = 0;
        for (var i = 0; i < LookAhead && lines.Read(); i++)
        {
            var line = Trim(lines.Line);
            if (line.IsEmpty)
            {
                goesOn = fields > 0;
                break;
            }
            if (FieldNameLength(line) > 0)
                fields++;
            else if (!IsFold(line))
                break;
        }
        lines.GoTo(offset);
        lines.Read();
        return goesOn;
    }

    /// <summary>Trailing CRs belong to line endings that were doubled on the way.</summary>
    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> line) => line.TrimEnd((byte)'\r');

    private static bool IsFold(ReadOnlySpan<byte> line) => line[0] is (byte)' ' or (byte)'\t';

    private static bool IsMailboxLine(ReadOnlySpan<byte> line) => line.StartsWith("From "u8) || line.StartsWith(">From "u8);

    /// <summary>The length of a field's name (RFC 5322 §2.2: printable ASCII without colon), 0 or less where the line is no field.</summary>
    private static int FieldNameLength(ReadOnlySpan<byte> line)
    {
        var length = line.IndexOfAnyExceptInRange((byte)33, (byte)126);
        var colon = line.IndexOf((byte)':');
        if (length < 0 || length >= colon)
            return colon;
        // "Subject : x" is obsolete but allowed (RFC 5322 §4.5).
        return line[length..colon].IndexOfAnyExcept(" \t"u8) < 0 ? length : -1;
    }
}
