using System.Globalization;
using System.Text;

namespace Fettle.Server.ServiceDesk.Exports;

/// <summary>
/// Comma-separated values (RFC 4180), UTF-8 with the mark by which spreadsheet programs know it. What somebody wrote is never a formula: a text that a
/// spreadsheet program would calculate begins with an apostrophe, as the program itself marks text.
/// </summary>
internal static class CsvSheet
{
    public static async Task WriteAsync(Sheet sheet, Stream output, CancellationToken cancel)
    {
        await using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await text.WriteAsync(Line(sheet.Columns.Select(c => (object?)c.Name)).AsMemory(), cancel);
        await foreach (var row in sheet.Rows.WithCancellation(cancel))
            await text.WriteAsync(Line(row).AsMemory(), cancel);
    }

    private static string Line(IEnumerable<object?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    internal static string Cell(object? value) => value switch
    {
        null => "",
        string text => Quoted(Harmless(text)),
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Quoted(Harmless(value.ToString() ?? "")),
    };

    /// <summary>OWASP: these begin a formula in one program or another, a line break or a tab before them notwithstanding.</summary>
    private static string Harmless(string text)
    {
        var first = text.AsSpan().TrimStart();
        return (first.Length > 0 && first[0] is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠') || (text.Length > 0 && text[0] is '\t' or '\r' or '\n') ? $"'{text}" : text;
    }

    private static string Quoted(string text) => text.AsSpan().ContainsAny(",\"\r\n;\t") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
