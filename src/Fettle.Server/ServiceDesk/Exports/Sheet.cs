namespace Fettle.Server.ServiceDesk.Exports;

internal enum ExportFormat
{
    Csv,
    Xlsx,
    Pdf,
}

/// <param name="Weight">How wide it is on paper, compared with the others.</param>
internal sealed record SheetColumn(string Name, int Weight = 2);

/// <summary>A table that leaves Fettle. Its rows are read while they are written, so its length costs no memory.</summary>
/// <param name="Rows">Cells in the order of the columns: text, a number, an instant, or null.</param>
internal sealed record Sheet(string Title, IReadOnlyList<SheetColumn> Columns, IAsyncEnumerable<IReadOnlyList<object?>> Rows);
