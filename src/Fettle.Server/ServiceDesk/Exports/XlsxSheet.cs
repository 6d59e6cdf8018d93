using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace Fettle.Server.ServiceDesk.Exports;

/// <summary>An Excel workbook (ECMA-376) with one sheet: a bold first row that stays, texts as texts, instants as dates. Texts are never formulas there.</summary>
internal static class XlsxSheet
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>As many characters as a cell holds.</summary>
    private const int LongestText = 32_767;

    private static readonly (string Name, string Content)[] Parts =
    [
        ("[Content_Types].xml",
            """<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"""),
        ("_rels/.rels",
            """<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"""),
        ("xl/workbook.xml",
            """<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Fettle" sheetId="1" r:id="rId1"/></sheets></workbook>"""),
        ("xl/_rels/workbook.xml.rels",
            """<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"""),
        ("xl/styles.xml",
            """<?xml version="1.0" encoding="UTF-8"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>"""),
    ];

    public static async Task WriteAsync(Sheet sheet, Stream output, CancellationToken cancel)
    {
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, content) in Parts)
        {
            await using var part = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open());
            await part.WriteAsync(content.AsMemory(), cancel);
        }
        await using var stream = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
        await using var xml = XmlWriter.Create(stream, new() { Async = true });
        await xml.WriteStartElementAsync(null, "worksheet", Main);
        await xml.WriteRawAsync("""<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>""");
        await xml.WriteStartElementAsync(null, "cols", Main);
        for (var i = 0; i < sheet.Columns.Count; i++)
            await xml.WriteRawAsync($"""<col min="{i + 1}" max="{i + 1}" width="{(sheet.Columns[i].Weight * 6) + 4}" customWidth="1"/>""");
        await xml.WriteEndElementAsync();
        await xml.WriteStartElementAsync(null, "sheetData", Main);
        await RowAsync(xml, sheet.Columns.Select(c => (object?)c.Name), style: 1);
        await foreach (var row in sheet.Rows.WithCancellation(cancel))
            await RowAsync(xml, row, style: 0);
        await xml.WriteEndElementAsync();
        await xml.WriteEndElementAsync();
    }

    private static async Task RowAsync(XmlWriter xml, IEnumerable<object?> cells, int style)
    {
        await xml.WriteStartElementAsync(null, "row", Main);
        foreach (var cell in cells)
        {
            await xml.WriteStartElementAsync(null, "c", Main);
            switch (cell)
            {
                case null:
                    break;
                case DateTimeOffset at:
                    await xml.WriteAttributeStringAsync(null, "s", null, "2");
                    await xml.WriteElementStringAsync(null, "v", Main, at.UtcDateTime.ToOADate().ToString("R", CultureInfo.InvariantCulture));
                    break;
                case int or long or double or decimal:
                    await xml.WriteElementStringAsync(null, "v", Main, ((IFormattable)cell).ToString(null, CultureInfo.InvariantCulture));
                    break;
                default:
                    await xml.WriteAttributeStringAsync(null, "t", null, "inlineStr");
                    if (style > 0)
                        await xml.WriteAttributeStringAsync(null, "s", null, $"{style}");
                    await xml.WriteStartElementAsync(null, "is", Main);
                    await xml.WriteElementStringAsync(null, "t", Main, Text($"{cell}"));
                    await xml.WriteEndElementAsync();
                    break;
            }
            await xml.WriteEndElementAsync();
        }
        await xml.WriteEndElementAsync();
    }

    /// <summary>Without what XML cannot hold.</summary>
    private static string Text(string text)
    {
        var cut = text.Length > LongestText ? text[..LongestText] : text;
        return cut.All(XmlConvert.IsXmlChar) ? cut : string.Concat(cut.Where(XmlConvert.IsXmlChar));
    }
}
