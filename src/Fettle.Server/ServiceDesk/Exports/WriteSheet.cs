namespace Fettle.Server.ServiceDesk.Exports;

/// <summary>Writes a sheet into a file that is gone when it is closed.</summary>
internal static class WriteSheet
{
    /// <summary>The file, to be read from its beginning.</summary>
    public static async Task<FileStream> RunAsync(Sheet sheet, ExportFormat format, DateTimeOffset now, CancellationToken cancel)
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), $"fettle-export-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await (format switch
            {
                ExportFormat.Xlsx => XlsxSheet.WriteAsync(sheet, file, cancel),
                ExportFormat.Pdf => PdfSheet.WriteAsync(sheet, file, now, cancel),
                _ => CsvSheet.WriteAsync(sheet, file, cancel),
            });
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    public static string TypeOf(ExportFormat format) => format switch
    {
        ExportFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ExportFormat.Pdf => "application/pdf",
        _ => "text/csv",
    };

    /// <summary><c>tickets-2026-11-22.csv</c></summary>
    public static string NameOf(string what, ExportFormat format, DateTimeOffset now) => $"{what}-{now:yyyy-MM-dd}.{format.ToString().ToLowerInvariant()}";
}
