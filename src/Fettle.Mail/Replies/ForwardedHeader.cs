namespace Fettle.Mail.Replies;

/// <summary>The header that clients write above what they quote or forward: From, Sent, To, Subject, in their user's language.</summary>
internal static class ForwardedHeader
{
    private static readonly string[] From =
    [
        "from", "von", "de", "da", "van", "från", "fra", "от", "від", "od", "lähettäjä", "发件人", "寄件者", "寄件人", "差出人", "보낸 사람", "보낸사람", "kimden", "feladó", "gönderen", "de la", "expéditeur", "remitente", "mittente", "afzender", "送信者",
    ];

    private static readonly string[] Others =
    [
        "sent", "date", "to", "cc", "bcc", "subject", "reply-to", "reply to", "importance", "attachments", "when", "where", "organization",
        "gesendet", "datum", "an", "kopie", "betreff", "antwort an", "antworten an",
        "envoyé", "envoyé le", "à", "objet", "copie à", "répondre à",
        "enviado", "enviado el", "fecha", "para", "asunto", "enviada em", "enviado em", "enviada", "data", "assunto", "responder a", "responder para",
        "inviato", "a", "oggetto", "risposta", "rispondi a", "per conto di",
        "verzonden", "aan", "onderwerp", "antwoord aan", "beantwoorden",
        "skickat", "till", "ämne", "kopia", "sendt", "til", "emne", "dato", "kopi", "svara till",
        "отправлено", "дата", "кому", "копия", "тема", "надіслано", "відправлено", "wysłano", "do", "temat", "dw", "odesláno", "komu", "předmět", "lähetetty", "vastaanottaja", "aihe", "päivämäärä",
        "发送时间", "日期", "收件人", "抄送", "主题", "寄件日期", "傳送時間", "收件者", "副本", "主旨", "送信日時", "日時", "宛先", "件名", "日付", "보낸 날짜", "보낸날짜", "받는 사람", "받는사람", "제목", "참조", "날짜",
        "gönderildi", "gönderme tarihi", "tarih", "kime", "konu", "bilgi", "elküldve", "dátum", "címzett", "tárgy", "trimis", "către", "subiect",
    ];

    /// <summary>The number of lines of a header that starts at a line; 0 where none does.</summary>
    public static int LengthAt(List<string> lines, int start)
    {
        if (start >= lines.Count || !Is(lines[start], From))
            return 0;
        var labels = 0;
        var end = start + 1;
        for (var i = start + 1; i < lines.Count && i <= start + 12; i++)
        {
            if (lines[i].Length == 0)
            {
                // Outlook's text has blank lines between some of them, but two end it.
                if (i + 1 < lines.Count && (Is(lines[i + 1], Others)))
                    continue;
                break;
            }
            if (Is(lines[i], Others) || Is(lines[i], From))
            {
                labels++;
                end = i + 1;
            }
            else if (i - end >= 2)
            {
                break;
            }
        }
        if (labels < 2)
            return 0;
        // A subject's second line belongs to it.
        while (end < lines.Count && lines[end].Length > 0 && end - start < 12)
            end++;
        return end - start;
    }

    private static bool Is(string line, string[] labels)
    {
        var text = line.AsSpan().TrimStart(" \t>*|_");
        var colon = text.IndexOfAny(':', '：');
        if (colon is < 1 or > 20)
            return false;
        var label = text[..colon].Trim(" \t*_\u00A0");
        foreach (var known in labels)
        {
            if (label.Equals(known, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}
