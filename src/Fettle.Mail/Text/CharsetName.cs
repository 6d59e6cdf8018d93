using System.Collections.Concurrent;

namespace Fettle.Mail.Text;

/// <summary>Charsets by name: those of IANA, and those that senders make up.</summary>
internal static class CharsetName
{
    private static readonly ConcurrentDictionary<int, Charset> ByCodePage = new();
    private static readonly ConcurrentDictionary<string, Charset?> ByName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names that .NET does not know, or knows as less than what is meant: a superset reads all that the charset has, and more.</summary>
    private static readonly Dictionary<string, int> CodePages = Table(
        "65001 utf8 utf-8 utf_8 utf8mb4 unicode-1-1-utf-8 x-utf-8 cp65001",
        "1200 unicode",
        "1252 us-ascii ascii ansi ansi_x3.4-1968 iso646-us iso_646 us iso-8859-1 iso8859-1 iso_8859-1 iso8859_1 iso-88591 iso88591 8859-1 8859_1 latin1 latin-1 l1 cp1252 cp-1252 win-1252 windows1252 x-ansi western",
        "28592 latin2",
        "28605 latin9 latin-9 iso-8859-15",
        "1254 iso-8859-9",
        "874 iso-8859-11 tis-620",
        "38598 iso-8859-8-i",
        "54936 gb2312 gb_2312-80 gbk gb18030 cp936 x-gbk euc-cn chinese",
        "52936 hz-gb-2312",
        "950 big5 big5-hkscs cn-big5 x-x-big5 cp950",
        "932 shift_jis shift-jis sjis x-sjis ms_kanji cp932 windows-31j cswindows31j",
        "50221 iso-2022-jp iso2022-jp iso-2022-jp-ms csiso2022jp iso-2022-jp-1 iso-2022-jp-2 cp50220",
        "50225 iso-2022-kr",
        "51932 euc-jp eucjp x-euc-jp ujis",
        "949 euc-kr euckr ks_c_5601-1987 ks_c_5601-1989 ks_c_5601 ksc5601 cp949 uhc x-windows-949 korean",
        "20866 koi8r koi-8-r",
        "21866 koi8-u koi8-ru",
        "1251 cp1251 win-1251 windows1251",
        "28595 cyrillic",
        "10000 macintosh x-mac-roman x-macintosh mac");

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

    /// <summary>Each line: a code page and its names.</summary>
    private static Dictionary<string, int> Table(params string[] lines) =>
        lines.Select(l => l.Split(' ')).SelectMany(words => words.Skip(1).Select(name => (Name: name, CodePage: int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture))))
            .ToDictionary(p => p.Name, p => p.CodePage, StringComparer.OrdinalIgnoreCase);

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
