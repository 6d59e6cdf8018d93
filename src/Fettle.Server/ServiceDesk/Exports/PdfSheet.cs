using System.Text;

namespace Fettle.Server.ServiceDesk.Exports;

/// <summary>
/// A table on A4 pages, landscape (PDF 1.4, ISO 32000-1). It uses the fonts that every reader has, so no font has to be on the server; these hold the
/// letters of western European languages, and others become a question mark. A cell that is too long for its column is cut.
/// </summary>
internal static class PdfSheet
{
    private const int Width = 842, Height = 595, Margin = 36, Size = 8, LineHeight = 13;

    /// <summary>The advance widths of Helvetica (Adobe font metrics) from the space on, in thousandths of its size.</summary>
    private static readonly int[] Widths =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    public static async Task WriteAsync(Sheet sheet, Stream output, DateTimeOffset now, CancellationToken cancel)
    {
        var pdf = new Objects(output);
        var (catalog, pages, regular, bold) = (pdf.Reserve(), pdf.Reserve(), pdf.Reserve(), pdf.Reserve());
        await pdf.HeadAsync(cancel);
        await pdf.WriteAsync(catalog, $"<< /Type /Catalog /Pages {pages} 0 R >>", cancel);
        await pdf.WriteAsync(regular, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>", cancel);
        await pdf.WriteAsync(bold, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>", cancel);

        var edges = Edges(sheet.Columns);
        var (kids, page, y) = (new List<int>(), new StringBuilder(), 0);
        Begin();
        await foreach (var row in sheet.Rows.WithCancellation(cancel))
        {
            if (y < Margin + LineHeight)
            {
                await EndAsync();
                Begin();
            }
            Line(row.Select(Shown).ToList(), "F1");
        }
        await EndAsync();
        await pdf.WriteAsync(pages, $"<< /Type /Pages /Count {kids.Count} /Kids [{string.Join(' ', kids.Select(k => $"{k} 0 R"))}] >>", cancel);
        await pdf.EndAsync(catalog, cancel);

        void Begin()
        {
            page.Clear();
            y = Height - Margin;
            Put(Margin, y, $"{sheet.Title} · {now.UtcDateTime:yyyy-MM-dd HH:mm} UTC", "F2", Size + 2, Width - (2 * Margin));
            y -= LineHeight + 8;
            Line([.. sheet.Columns.Select(c => c.Name)], "F2");
            page.Append($"0.6 w {Margin} {y + 9} m {Width - Margin} {y + 9} l S\n");
        }

        async Task EndAsync()
        {
            Put(Width - Margin - 20, Margin - 16, $"{kids.Count + 1}", "F1", Size, 40);
            var (content, one) = (pdf.Reserve(), pdf.Reserve());
            await pdf.WriteAsync(content, $"<< /Length {page.Length} >>\nstream\n{page}endstream", cancel);
            await pdf.WriteAsync(
                one,
                $"<< /Type /Page /Parent {pages} 0 R /MediaBox [0 0 {Width} {Height}] /Contents {content} 0 R /Resources << /Font << /F1 {regular} 0 R /F2 {bold} 0 R >> >> >>", cancel);
            kids.Add(one);
        }

        void Line(List<string> cells, string font)
        {
            for (var i = 0; i < sheet.Columns.Count; i++)
                Put(edges[i], y, i < cells.Count ? cells[i] : "", font, Size, edges[i + 1] - edges[i] - 6);
            y -= LineHeight;
        }

        void Put(int x, int at, string text, string font, int size, int room)
        {
            if (text.Length > 0)
                page.Append($"BT /{font} {size} Tf {x} {at} Td ({Escaped(Fitting(WinAnsi(text), room, size))}) Tj ET\n");
        }
    }

    private static string Shown(object? cell) => cell switch
    {
        null => "",
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture),
        _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{cell}"),
    };

    private static int[] Edges(IReadOnlyList<SheetColumn> columns)
    {
        var (all, edges, sum) = (columns.Sum(c => c.Weight), new int[columns.Count + 1], 0);
        for (var i = 0; i <= columns.Count; i++)
        {
            edges[i] = Margin + ((Width - (2 * Margin)) * sum / all);
            sum += i < columns.Count ? columns[i].Weight : 0;
        }
        return edges;
    }

    /// <summary>As much of it as there is room for, with a mark where it goes on.</summary>
    private static string Fitting(string text, int room, int size)
    {
        var (most, used, cut) = (room * 1000 / size, 0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            used += text[i] is >= ' ' and <= '~' ? Widths[text[i] - ' '] : 600;
            if (used <= most - 1000)
                cut = i + 1;
            if (used > most)
                return text[..cut] + (char)0x85;
        }
        return text;
    }

    /// <summary>Each letter as one byte of the code page that the fonts are read by.</summary>
    private static string WinAnsi(string text) => string.Concat(text.Select(c => c switch
    {
        < ' ' => ' ',
        <= '~' or (>= '\u00a0' and <= '\u00ff') => c,
        '€' => (char)0x80,
        '…' => (char)0x85,
        '‘' => (char)0x91,
        '’' => (char)0x92,
        '“' => (char)0x93,
        '”' or '„' => (char)0x94,
        '•' => (char)0x95,
        '–' => (char)0x96,
        '—' => (char)0x97,
        _ => '?',
    }));

    private static string Escaped(string text) => text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("(", @"\(", StringComparison.Ordinal).Replace(")", @"\)", StringComparison.Ordinal);

    /// <summary>The numbered parts of the file, and where each begins.</summary>
    private sealed class Objects(Stream output)
    {
        private readonly List<long> _at = [];
        private long _length;

        public int Reserve()
        {
            _at.Add(0);
            return _at.Count;
        }

        public Task HeadAsync(CancellationToken cancel) => PutAsync("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n", cancel);

        public Task WriteAsync(int number, string content, CancellationToken cancel)
        {
            _at[number - 1] = _length;
            return PutAsync($"{number} 0 obj\n{content}\nendobj\n", cancel);
        }

        public Task EndAsync(int catalog, CancellationToken cancel)
        {
            var start = _length;
            var table = string.Concat(_at.Select(a => $"{a:D10} 00000 n \n"));
            return PutAsync($"xref\n0 {_at.Count + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {_at.Count + 1} /Root {catalog} 0 R >>\nstartxref\n{start}\n%%EOF\n", cancel);
        }

        private async Task PutAsync(string text, CancellationToken cancel)
        {
            var bytes = Encoding.Latin1.GetBytes(text);
            _length += bytes.Length;
            await output.WriteAsync(bytes, cancel);
        }
    }
}
