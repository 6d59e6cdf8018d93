using System.Text.RegularExpressions;

namespace Fettle.Mail.Replies;

/// <summary>Lines that stand between what is new and what is old.</summary>
internal static partial class Delimiters
{
    /// <summary>"&gt; text", "| text", "Anna&gt; text".</summary>
    public static bool IsQuoted(string line)
    {
        var text = line.AsSpan().TrimStart();
        if (text.IsEmpty)
            return false;
        if (text[0] is '>' or '|' or '＞')
            return true;
        var mark = text.IndexOf('>');
        return mark is > 0 and <= 10 && text[..mark].IndexOfAnyExceptInRange('A', 'z') < 0 && !text[..mark].ContainsAny("[\\]^_`")
            && (mark + 1 == text.Length || text[mark + 1] == ' ');
    }

    /// <summary>Quoted with a sign, and not with a name.</summary>
    public static bool IsQuotedBySign(string line) => line.AsSpan().TrimStart() is ['>' or '|' or '＞', ..];

    /// <summary>A line of nothing but dashes, underscores, stars …</summary>
    public static bool IsRule(string line)
    {
        var text = line.AsSpan().Trim();
        return text.Length >= 2 && text.IndexOfAnyExcept("-_=*#~+─—–\u2028ᐧ ") < 0;
    }

    public static bool IsOriginalMessage(string line) => line.Length is > 6 and < 100 && (OriginalMessage().IsMatch(line) || ReplyAbove().IsMatch(line));

    [GeneratedRegex(
        @"^[\s>*_]*(-{2,}|_{2,}|={2,})?\s*(original message|original appointment|ursprüngliche nachricht|original-?nachricht|originalnachricht|message d['’]origine|message original|message d['’]origine|mensaje original|messaggio originale|oorspronkelijk bericht|origineel bericht|mensagem original|oryginalna wiadomość|wiadomość oryginalna|исходное сообщение|оригинальное сообщение|ursprungligt meddelande|originalmeddelande|oprindelig meddelelse|opprinnelig melding|alkuperäinen viesti|původní zpráva|eredeti üzenet|orijinal mesaj|orijinal ileti|原始邮件|原始郵件|原邮件|元のメッセージ|元のメール|원본 메일|원본 메시지|mesaj original|forwarded message|weitergeleitete nachricht|message transféré|messaggio inoltrato|mensaje reenviado|mensagem encaminhada|doorgestuurd bericht|пересылаемое сообщение|przekazana wiadomość|转发邮件|転送されたメッセージ|転送メッセージ)\s*(-{2,}|_{2,}|={2,})[\s*_]*$|^[\s>*]*(begin forwarded message|anfang der weitergeleiteten nachricht|début du message (transféré|réexpédié)|inizio messaggio inoltrato|inicio del mensaje reenviado|início da mensagem (reencaminhada|encaminhada)|begin doorgestuurd bericht|vidarebefordrat brev|начало переадресованного сообщения)\s*:?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000)]
    private static partial Regex OriginalMessage();

    [GeneratedRegex(@"(reply|answer|antwort|réponse|respuesta)\b.{0,20}\b(above|over|über|au-dessus|encima)\b.{0,20}\b(line|linie|zeile|ligne|línea)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ReplyAbove();
}
