using System.Collections.Concurrent;

namespace Fettle.Mail.Text;

/// <summary>Charsets by name: those of IANA, and those that senders make up.</summary>
internal static class CharsetName
{
    private static readonly ConcurrentDictionary<int, Charset> ByCodePage = new();
    private static readonly ConcurrentDictionary<string, Charset?> ByName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names that .NET does not know, or knows as less than what is meant: a superset reads all that the charset has, and more.</summary>
    private static readonly Dictionary<string, int> CodePages = new(StringComparer.OrdinalIgnoreCase)
    {
        ["utf8"] = 65001,
        ["utf-8"] = 65001,
        ["utf_8"] = 65001,
        ["utf8mb4"] = 65001,
        ["unicode-1-1-utf-8"] = 65001,
        ["x-utf-8"] = 65001,
        ["cp65001"] = 65001,
        ["unicode"] = 1200,
        ["us-ascii"] = 1252,
        ["ascii"] = 1252,
        ["ansi"] = 1252,
        ["ansi_x3.4-1968"] = 1252,
        ["iso646-us"] = 1252,
        ["iso_646"] = 1252,
        ["us"] = 1252,
        ["iso-8859-1"] = 1252,
        ["iso8859-1"] = 1252,
        ["iso_8859-1"] = 1252,
        ["iso8859_1"] = 1252,
        ["iso-88591"] = 1252,
        ["iso88591"] = 1252,
        ["8859-1"] = 1252,
        ["8859_1"] = 1252,
        ["latin1"] = 1252,
        ["latin-1"] = 1252,
        ["l1"] = 1252,
        ["cp1252"] = 1252,
        ["cp-1252"] = 1252,
        ["win-1252"] = 1252,
        ["windows1252"] = 1252,
        ["x-ansi"] = 1252,
        ["western"] = 1252,
        ["latin2"] = 28592,
        ["latin9"] = 28605,
        ["latin-9"] = 28605,
        ["iso-8859-15"] = 28605,
        ["iso-8859-9"] = 1254,
        ["iso-8859-11"] = 874,
        ["tis-620"] = 874,
        ["iso-8859-8-i"] = 38598,
        ["gb2312"] = 54936,
        ["gb_2312-80"] = 54936,
        ["gbk"] = 54936,
        ["gb18030"] = 54936,
        ["cp936"] = 54936,
        ["x-gbk"] = 54936,
        ["euc-cn"] = 54936,
        ["chinese"] = 54936,
        ["hz-gb-2312"] = 52936,
        ["big5"] = 950,
        ["big5-hkscs"] = 950,
        ["cn-big5"] = 950,
        ["x-x-big5"] = 950,
        ["cp950"] = 950,
        ["shift_jis"] = 932,
        ["shift-jis"] = 932,
        ["sjis"] = 932,
        ["x-sjis"] = 932,
        ["ms_kanji"] = 932,
        ["cp932"] = 932,
        ["windows-31j"] = 932,
        ["cswindows31j"] = 932,
        ["iso-2022-jp"] = 50221,
        ["iso2022-jp"] = 50221,
        ["iso-2022-jp-ms"] = 50221,
        ["csiso2022jp"] = 50221,
        ["iso-2022-jp-1"] = 50221,
        ["iso-2022-jp-2"] = 50221,
        ["cp50220"] = 50221,
        ["iso-2022-kr"] = 50225,
        ["euc-jp"] = 51932,
        ["eucjp"] = 51932,
        ["x-euc-jp"] = 51932,
        ["ujis"] = 51932,
        ["euc-kr"] = 949,
        ["euckr"] = 949,
        ["ks_c_5601-1987"] = 949,
        ["ks_c_5601-1989"] = 949,
        ["ks_c_5601"] = 949,
        ["ksc5601"] = 949,
        ["cp949"] = 949,
        ["uhc"] = 949,
        ["x-windows-949"] = 949,
        ["korean"] = 949,
        ["koi8r"] = 20866,
        ["koi-8-r"] = 20866,
        ["koi8-u"] = 21866,
        ["koi8-ru"] = 21866,
        ["cp1251"] = 1251,
        ["win-1251"] = 1251,
        ["windows1251"] = 1251,
        ["cyrillic"] = 28595,
        ["macintosh"] = 10000,
        ["x-mac-roman"] = 10000,
        ["x-macintosh"] = 10000,
        ["mac"] = 10000,
    };

    private static readonly Dictionary<string, Charset> Others = new(StringComparer.OrdinalIgnoreCase)
    {
        ["utf-7"] = Charset.Utf7,
        ["utf7"] = Charset.Utf7,
        ["unicode-1-1-utf-7"] = Charset.Utf7,
        ["iso-8859-10"] = Charset.Table("\u00A0ĄĒĢĪĨĶ§ĻĐŠŦŽ\u00ADŪŊ°ąēģīĩķ·ļđšŧž―ūŋĀÁÂÃÄÅÆĮČÉĘËĖÍÎÏÐŅŌÓÔÕÖŨØŲÚÛÜÝÞßāáâãäåæįčéęëėíîïðņōóôõöũøųúûüýþĸ"),
        ["iso-8859-14"] = Charset.Table("\u00A0Ḃḃ£ĊċḊ§Ẁ©ẂḋỲ\u00AD®ŸḞḟĠġṀṁ¶ṖẁṗẃṠỳẄẅṡÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏŴÑÒÓÔÕÖṪØÙÚÛÜÝŶßàáâãäåæçèéêëìíîïŵñòóôõöṫøùúûüýŷÿ"),
        ["iso-8859-16"] = Charset.Table("\u00A0ĄąŁ€„Š§š©Ș«Ź\u00ADźŻ°±ČłŽ”¶·žčș»ŒœŸżÀÁÂĂÄĆÆÇÈÉÊËÌÍÎÏĐŃÒÓÔŐÖŚŰÙÚÛÜĘȚßàáâăäćæçèéêëìíîïđńòóôőöśűùúûüęțÿ"),
    };

    public static Charset OfCodePage(int codePage) => ByCodePage.GetOrAdd(codePage, Charset.CodePage);

    /// <returns>Null where the name is missing or means nothing.</returns>
    public static Charset? Find(string? name)
    {
        name = name?.Trim().Trim('"', '\'', '<', '>', '=').Trim();
        if (string.IsNullOrEmpty(name) || name.Length > 60)
            return null;
        // Names are the sender's to invent: what is unknown is not remembered without end.
        if (ByName.TryGetValue(name, out var known))
            return known;
        var found = Others.GetValueOrDefault(name) ?? (CodePageOf(name) is { } codePage ? OfCodePage(codePage) : null);
        if (ByName.Count < 1000)
            ByName[name] = found;
        return found;
    }

    private static int? CodePageOf(string name)
    {
        if (CodePages.TryGetValue(name, out var codePage))
            return codePage;
        foreach (var attempt in (string[])[name, name.Replace('_', '-'), name.Replace("x-", "", StringComparison.OrdinalIgnoreCase), name.Replace("iso8859", "iso-8859", StringComparison.OrdinalIgnoreCase), $"windows-{Digits(name)}", $"ibm{Digits(name)}"])
        {
            if (CodePages.TryGetValue(attempt, out codePage))
                return codePage;
            if (Known(attempt) is { } encoding && encoding.CodePage != 65000)
                return encoding.CodePage is 28591 or 20127 ? 1252 : encoding.CodePage;
        }
        return null;
    }

    /// <summary>"cp1250", "win1250" and "windows 1250" are one.</summary>
    private static string Digits(string name) =>
        name.StartsWith("cp", StringComparison.OrdinalIgnoreCase) || name.StartsWith("win", StringComparison.OrdinalIgnoreCase) || name.StartsWith("ibm", StringComparison.OrdinalIgnoreCase)
            ? string.Concat(name.Where(char.IsAsciiDigit)).TrimStart('0')
            : "?";

    private static System.Text.Encoding? Known(string name)
    {
        if (System.Text.CodePagesEncodingProvider.Instance.GetEncoding(name) is { } encoding)
            return encoding;
        return System.Text.Encoding.GetEncodings().FirstOrDefault(e => e.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.GetEncoding();
    }
}
