using System.Text.RegularExpressions;

namespace Fettle.Mail.Replies;

/// <summary>The line above a quote that says who wrote it and when: "On Mon, Feb 1, 2016 at 4:58 AM Anna wrote:", in many languages.</summary>
internal static partial class QuoteIntroduction
{
    private const int MostLines = 5;
    private const int MostCharacters = 400;

    private const string Verbs =
        @"wrote|writes|schrieb|schrieben|geschrieben|a [ée]crit|écrivait|escribió|escribio|ha scritto|scrisse|schreef|geschreven|escreveu|napisał|napisała|napisał\(a\)|pisze|написал|написала|написал\(а\)|пишет|писал|пише|написав|skrev|kirjoitti|napsal|napsal\(a\)|napísal|írta|yazdı|şunu yazdı|έγραψε|a scris|写道|寫道|写到|写|書きました|님이 작성|작성|đã viết|menulis|ha escrit|va escriure|je napisao|напиша";

    /// <summary>The number of lines, blank ones within included; 0 where none starts.</summary>
    public static int LengthAt(List<string> lines, int start)
    {
        var first = Unquoted(lines[start]);
        if (first.Length == 0 || !MayStart(first))
            return 0;
        var joined = first;
        for (var i = start; ;)
        {
            if (IsOne(joined, severalLines: i > start))
                return i - start + 1;
            i++;
            if (i >= lines.Count || i - start > MostLines || joined.Length > MostCharacters || (lines[i].Length == 0 && !first.StartsWith("On ", StringComparison.Ordinal)))
                return 0;
            var next = Unquoted(lines[i]);
            if (joined.EndsWith(':') || (next.Length > 0 && i > start && StartsWithDate().IsMatch(next) && !next.Contains('@')))
                return 0;
            joined = $"{joined} {next}".TrimEnd();
        }
    }

    public static bool IsOne(string line) => MayStart(line) && IsOne(line, severalLines: false);

    private static bool IsOne(string text, bool severalLines)
    {
        if (text.Length > MostCharacters)
            return false;
        if (WroteAtEnd().IsMatch(text))
            return HasDateOrAddress().IsMatch(text);
        // Gmail in languages without a verb: "2016-10-24 15:36 GMT+02:00 Anna <anna@example.com>:" and "2019年3月5日(火) 12:00 Anna <…>:".
        return DateAndAddress().IsMatch(text) || YearTimeAndAddress().IsMatch(text) || (!severalLines && DateZoneName().IsMatch(text));
    }

    private static bool MayStart(string line) => line.Length < MostCharacters && (StartsWithDate().IsMatch(line) || HasAddressOrVerb().IsMatch(line));

    private static string Unquoted(string line) => line.TrimStart('>', ' ', '\t', '*', '|').TrimEnd('*', ' ');

    [GeneratedRegex(@"(?<![\p{L}])(" + Verbs + @")(?![\p{L}])(?!.{200}).*([:：]|-{2,}|;)\W*$|(?<![\p{L}])(" + Verbs + @")[:：]?\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex WroteAtEnd();

    [GeneratedRegex(@"\d{1,2}[:.hH]\d\d|\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|[^\s<>]@[^\s<>]|\d{1,2}\.? [\p{L}]{3,}|&lt;|月", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HasDateOrAddress();

    [GeneratedRegex(@"^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}年\s?\d{1,2}月\s?\d{1,2}日).{0,200}[^\s<>]@[^\s<>]+>?(\s*\([^)]*\))?\s*[:：]?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DateAndAddress();

    [GeneratedRegex(@"^.{0,60}\b\d{4}\b.{0,30}\d{1,2}[:.]\d\d.{0,150}<[^<>\s]+@[^<>\s]+>\)?\s*[:：]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex YearTimeAndAddress();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d \d{1,2}:\d\d (GMT|UTC)[+-]\d\d:\d\d \S.{0,80}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DateZoneName();

    [GeneratedRegex(
        @"^(-+ )?(On|At|Am|Le|El|Il|Op|Em|Dnia|W dniu|Den|På|Dne|Dňa|Vào|Pada|In (message|article)|Pe|La|Στις|Tarihinde|On|No dia|O dia|Wiadomość|ons|tors|fre|man|tir|mån|tis|lör|sön)\b.{0,60}\d|^\d{1,4}[-/.年 ]|^(Пн|Вт|Ср|Чт|Пт|Сб|Вс|пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)|^(在|于|於)|^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000)]
    private static partial Regex StartsWithDate();

    [GeneratedRegex(@"<[^<>\s]+@[^<>\s]+>|(?<![\p{L}])(" + Verbs + @")(?![\p{L}])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HasAddressOrVerb();
}
