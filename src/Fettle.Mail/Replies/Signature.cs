using System.Text.RegularExpressions;

namespace Fettle.Mail.Replies;

/// <summary>Signatures: what follows a separator (RFC 3676 §4.3: "-- "), and the line with which a phone praises itself.</summary>
internal static partial class Signature
{
    /// <summary>Below a rule that is not "-- " a signature is at most so long; more is text.</summary>
    private const int MostLines = 12;

    /// <summary>Phones are searched for so far from the end.</summary>
    private const int MostPhoneLines = 60;

    public static void Cut(List<string> lines)
    {
        while (lines is [.., ""])
            lines.RemoveAt(lines.Count - 1);
        for (var i = 1; i < lines.Count; i++)
        {
            if (!StartsAt(lines, i) || !lines.Take(i).Any(l => l.Length > 0))
                continue;
            lines.RemoveRange(i, lines.Count - i);
            Cut(lines);
            return;
        }
    }

    /// <summary>Whether from a line on all is signature.</summary>
    public static bool StartsAt(List<string> lines, int i)
    {
        var line = lines[i];
        if (line.Length == 0)
            return false;
        if (line is "--" or "__" or "—" or "–" or "-- -" or "ᐧ")
            return !lines.Skip(i + 1).Any(Delimiters.IsQuoted) || i > lines.Count - MostLines;
        if (Delimiters.IsRule(line))
            return lines.Count - i <= MostLines && !lines.Skip(i + 1).Any(l => l.Contains("```", StringComparison.Ordinal)) && IsRuleOfSignature(lines, i);
        return i > lines.Count - MostPhoneLines && IsPhone(line) && lines.Skip(i + 1).All(l => l.Length == 0 || IsPhone(l) || Delimiters.IsRule(l));
    }

    /// <summary>"____" or "----" with a few lines below; "***" and "####" divide sections as well, so they only go when they are the end.</summary>
    private static bool IsRuleOfSignature(List<string> lines, int i) =>
        lines.Skip(i + 1).All(l => l.Length == 0 || Delimiters.IsRule(l))
        || (lines[i].Trim() is ['_', '_', '_', '_', ..] && lines.Count - i <= MostLines / 2);

    private static bool IsPhone(string line) => line.Length < 200 && (Phone().IsMatch(line) || OtherPhone().IsMatch(line));

    [GeneratedRegex(
        @"^\W*((sent|get) ((from|via|with|by|on)\b(?!.*\b(is|was|were|are)\b)|outlook for)|from my|someone from mobile)\s*(\S+(\s+\S+){0,7})?\s*([.,;!–-]\s*((please|pls|kindly|sorry|excuse|apologi|forgive|typed|brief|expect|ignore).*)?)?\W*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Phone();

    [GeneratedRegex(
        @"^\W*(envoyé (depuis|de|à partir)|von meine[mr] .{1,40} gesendet|(diese nachricht wurde )?(von|mit) .{1,60} gesendet|gesendet (von|mit|über|aus)|enviado (desde|de|do|a partir)|enviada? (do|da|pelo|desde)|inviato (da|dal|con)|verzonden (met|vanaf|van|via|vanuit)|wysłan[eoay] z|отправлено (с|из|от)|надіслано з|sendt fra|skickat från|lähetetty|odesláno z|从我的.{1,20}发送|发自我的|從我的|寄自|iphone ?から送信|私の.{1,20}から送信|나의 .{1,20}에서 보냄|외출|iPhone에서 보냄|(get|téléchargez|laden sie|descarga|scarica|baixe) \W?outlook)(\b|\s|$).{0,120}$|^[\u3040-\u9fff\s\w]{0,20}(から送信|傳送|发送)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000)]
    private static partial Regex OtherPhone();
}
