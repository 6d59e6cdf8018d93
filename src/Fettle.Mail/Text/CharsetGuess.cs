using System.Text;

namespace Fettle.Mail.Text;

/// <summary>Which legacy charset bytes are in that are not UTF-8 and of which nobody says anything true.</summary>
internal static class CharsetGuess
{
    /// <summary>ASCII with escapes: ISO-2022-JP or -KR (RFC 1468, RFC 1557), or just escapes.</summary>
    public static string Escaped(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOf("\e$)C"u8) >= 0)
            return CharsetName.OfCodePage(50225).Decode(bytes);
        return bytes.IndexOf("\e$B"u8) >= 0 || bytes.IndexOf("\e$@"u8) >= 0 || bytes.IndexOf("\e(J"u8) >= 0
            ? CharsetName.OfCodePage(50221).Decode(bytes)
            : Encoding.ASCII.GetString(bytes);
    }

    public static Charset Find(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, 1 << 16)];
        var (runs, high) = HighRuns(bytes);
        // In Western text letters with accents stand alone or in pairs among ASCII letters.
        if (high < runs * 3)
            return CharsetName.OfCodePage(1252);
        return CharsetName.OfCodePage(EastAsian(bytes) ?? Cyrillic(bytes) ?? 1252);
    }

    private static (int Runs, int High) HighRuns(ReadOnlySpan<byte> bytes)
    {
        int runs = 0, high = 0;
        var inRun = false;
        foreach (var b in bytes)
        {
            runs += b >= 0x80 && !inRun ? 1 : 0;
            high += b >= 0x80 ? 1 : 0;
            inRun = b >= 0x80;
        }
        return (runs, high);
    }

    /// <summary>The double-byte charset in which all characters are right and most are common ones.</summary>
    private static int? EastAsian(ReadOnlySpan<byte> bytes)
    {
        int? best = null;
        var bestShare = 0.6;
        foreach (var codePage in (ReadOnlySpan<int>)[932, 51932, 949, 54936, 950])
        {
            var text = CharsetName.OfCodePage(codePage).Decode(bytes);
            if (text.Contains('\uFFFD'))
                continue;
            int common = 0, all = 0;
            foreach (var c in text)
            {
                if (c < 0x80)
                    continue;
                all++;
                common += Common(codePage, c);
            }
            var share = (double)common / Math.Max(1, all);
            if (share > bestShare)
                (best, bestShare) = (codePage, share);
        }
        return best;
    }

    /// <summary>
    /// Kana for Japanese, Hangul for Korean; for Chinese the first level of GB 2312 and of Big5, which is sorted by use and reads like noise in the other.
    /// </summary>
    private static int Common(int codePage, char c) => codePage switch
    {
        932 or 51932 => c is >= '\u3040' and <= '\u30ff' or >= '\u3001' and <= '\u3002' ? 2 : c is >= '\u4e00' and <= '\u9fff' ? 1 : 0,
        949 => c is >= '\uac00' and <= '\ud7a3' ? 1 : 0,
        _ => IsFirstLevel(codePage, c) || c is >= '\u3000' and <= '\u301f' or >= '\uff00' and <= '\uff5e' ? 1 : 0,
    };

    private static bool IsFirstLevel(int codePage, char c)
    {
        Span<byte> encoded = stackalloc byte[4];
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage)!;
        return encoding.GetBytes([c], encoded) == 2
            && (codePage == 950 ? encoded[0] is >= 0xa4 and <= 0xc6 : encoded[0] is >= 0xb0 and <= 0xd7 && encoded[1] >= 0xa1);
    }

    /// <summary>Small letters are most of a text: KOI8-R has them where Windows-1251 has the capitals, and the other way about.</summary>
    private static int? Cyrillic(ReadOnlySpan<byte> bytes)
    {
        int low = 0, high = 0, middle = 0;
        foreach (var b in bytes)
        {
            low += b is >= 0xc0 and < 0xe0 ? 1 : 0;
            high += b >= 0xe0 ? 1 : 0;
            middle += b is >= 0xa0 and < 0xc0 ? 1 : 0;
        }
        if (middle > (low + high) / 2)
            return 866;
        return low > high ? 20866 : 1251;
    }
}
