using System.Runtime.CompilerServices;
using System.Text;
using Fettle.Server.ServiceDesk.MovingIn.Model;

namespace Fettle.Server.ServiceDesk.MovingIn.Csv;

/// <summary>A table of tickets, a row each, in a file that was handed over.</summary>
internal sealed class CsvDesk(Func<Stream?> open, CsvSettings settings, DateTimeOffset now) : IAnotherDesk
{
    public const string NoHeadings = "The file has no row of headings.";

    /// <param name="Headings">Each once; a second one of the same name has a number after it.</param>
    public sealed record Layout(Encoding Charset, char Delimiter, IReadOnlyList<string> Headings, IReadOnlyDictionary<string, CsvField> Columns);

    /// <exception cref="CannotImport">There is no file, or no row in it, or the settings are not for it.</exception>
    public async Task<Layout> LayoutAsync(CancellationToken cancel)
    {
        var (charset, delimiter) = await FormAsync(cancel);
        await foreach (var (_, fields) in RowsAsync(charset, delimiter, cancel))
        {
            var headings = Distinct(fields);
            var columns = GuessColumns.Of(headings);
            foreach (var (heading, field) in settings.Columns ?? new Dictionary<string, CsvField>())
            {
                if (!columns.ContainsKey(heading))
                    throw new CannotImport($"The file has no column called \"{heading}\".");
                columns[heading] = field;
            }
            return new(charset, delimiter, headings, columns);
        }
        throw new CannotImport(NoHeadings);
    }

    public async IAsyncEnumerable<ImportStep> ReadAsync(string? cursor, [EnumeratorCancellation] CancellationToken cancel)
    {
        var after = cursor is null ? 1 : long.Parse(cursor);
        await foreach (var (row, ticket, errors) in ReadRowsAsync(await LayoutAsync(cancel), cancel))
        {
            if (row <= after)
                continue;
            if (ticket is not null)
                yield return new(ticket, $"{row}", row);
            foreach (var error in errors)
                yield return new(new ImportRefused($"row {row}", error.Column, error.Reason), $"{row}", row);
        }
    }

    public async IAsyncEnumerable<(long Row, ImportedTicket? Ticket, IReadOnlyList<CsvError> Errors)> ReadRowsAsync(Layout layout, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (read, first, numbers) = (new ReadRow(layout.Headings, layout.Columns, settings, now), true, new Dictionary<string, long>(StringComparer.Ordinal));
        await foreach (var (row, fields) in RowsAsync(layout.Charset, layout.Delimiter, cancel))
        {
            if (first)
            {
                first = false;
                continue;
            }
            var (ticket, errors) = read.Read(row, fields);
            if (ticket?.Id is { } there && !numbers.TryAdd(there, row))
            {
                var heading = layout.Columns.FirstOrDefault(c => c.Value == CsvField.Number).Key;
                (ticket, errors) = (null, [new(row, heading, $"Row {numbers.GetValueOrDefault(there)} is the same ticket already.")]);
            }
            yield return (row, ticket, errors);
        }
    }

    public async Task<ImportSize> SizeAsync(CancellationToken cancel)
    {
        var (layout, rows) = (await LayoutAsync(cancel), -1L);
        await foreach (var _ in RowsAsync(layout.Charset, layout.Delimiter, cancel))
            rows++;
        return new(null, null, rows);
    }

    public void Dispose()
    {
        // Each reading opens the file for itself.
    }

    private async Task<(Encoding Charset, char Delimiter)> FormAsync(CancellationToken cancel)
    {
        await using var file = Open();
        var charset = await CsvText.CharsetAsync(file, settings.Charset, cancel);
        if (settings.Delimiter is { Length: 1 } said)
            return (charset, said[0]);
        using var text = new StreamReader(file, charset);
        var start = new char[16 * 1024];
        var length = await text.ReadBlockAsync(start, cancel);
        return (charset, CsvText.Delimiter(new(start, 0, length)));
    }

    private async IAsyncEnumerable<(long Row, IReadOnlyList<string> Fields)> RowsAsync(Encoding charset, char delimiter, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var file = Open();
        using var text = new StreamReader(file, charset);
        await using var rows = CsvReader.ReadAsync(text, delimiter, cancel).GetAsyncEnumerator(cancel);
        while (true)
        {
            try
            {
                if (!await rows.MoveNextAsync())
                    yield break;
            }
            catch (FormatException e)
            {
                throw new CannotImport(e.Message);
            }
            yield return rows.Current;
        }
    }

    private Stream Open() => open() ?? throw new CannotImport("The file is no longer in the store. Hand it in again.");

    private static List<string> Distinct(IReadOnlyList<string> fields)
    {
        var headings = new List<string>();
        foreach (var field in fields)
        {
            var (name, nth) = (field.Trim(), 2);
            var heading = name;
            while (headings.Contains(heading))
                heading = $"{name} {nth++}";
            headings.Add(heading);
        }
        return headings;
    }
}
