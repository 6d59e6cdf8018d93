using System.Runtime.CompilerServices;
using System.Text;

namespace Fettle.Server.ServiceDesk.MovingIn.Csv;

/// <summary>
/// Rows of a text of separated values (RFC 4180): quoted fields may hold the delimiter, line breaks and doubled quotes. Lines may end in LF, CR or both. A
/// quote within an unquoted field is a quote. Bounded: a quote that is never closed does not swallow the rest of the file.
/// </summary>
internal static class CsvReader
{
    public const int LongestField = 1_000_000;

    private const int MostFields = 500;

    /// <summary>Every row with something in it, with its number: a row that goes over several lines counts as one.</summary>
    /// <exception cref="FormatException">A quote is not closed, or a row has more fields than can be meant; the message says where.</exception>
    public static async IAsyncEnumerable<(long Row, IReadOnlyList<string> Fields)> ReadAsync(TextReader text, char delimiter, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (buffer, length, at) = (new char[32 * 1024], 0, 0);
        var (fields, field) = (new List<string>(), new StringBuilder());
        var (row, quoted, wasQuoted, any) = (1L, false, false, false);
        while (true)
        {
            if (await NextAsync() is not { } c)
                break;
            any = true;
            if (quoted)
            {
                if (c != '"')
                    Append(c);
                else if (await PeekAsync() == '"')
                    Append((await NextAsync())!.Value);
                else
                    quoted = false;
            }
            else if (c == '"' && field.Length == 0 && !wasQuoted)
            {
                (quoted, wasQuoted) = (true, true);
            }
            else if (c == delimiter)
            {
                EndField();
            }
            else if (c is '\n' or '\r')
            {
                if (c == '\r' && await PeekAsync() == '\n')
                    await NextAsync();
                EndField();
                if (fields.Exists(f => f.Length > 0))
                    yield return (row, fields);
                (fields, any) = ([], false);
                row++;
            }
            else
            {
                Append(c);
            }
        }
        if (quoted)
            throw new FormatException($"Row {row} begins a quoted field that never ends.");
        if (any)
            EndField();
        if (fields.Exists(f => f.Length > 0))
            yield return (row, fields);

        void Append(char c)
        {
            if (field.Length >= LongestField)
                throw new FormatException($"Row {row} has a field of more than {LongestField} characters; most likely a quote is not closed.");
            field.Append(c);
        }

        void EndField()
        {
            if (fields.Count >= MostFields)
                throw new FormatException($"Row {row} has more than {MostFields} fields.");
            fields.Add(field.ToString());
            field.Clear();
            wasQuoted = false;
        }

        async ValueTask<char?> NextAsync() => await PeekAsync() is { } c ? Taken(c) : null;

        char Taken(char c)
        {
            at++;
            return c;
        }

        async ValueTask<char?> PeekAsync()
        {
            if (at == length)
                (length, at) = (await text.ReadAsync(buffer, cancel), 0);
            return at < length ? buffer[at] : null;
        }
    }
}
