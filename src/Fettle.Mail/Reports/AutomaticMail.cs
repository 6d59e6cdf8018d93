using System.Text.RegularExpressions;
using Fettle.Mail.Headers;
using Fettle.Mail.Mime;

namespace Fettle.Mail.Reports;

/// <summary>Whether a program wrote a message. The header says so (RFC 3834 §5); subjects only hint.</summary>
internal static partial class AutomaticMail
{
    /// <summary>Fields that only programs write, whatever they say.</summary>
    private static readonly string[] OnlyOfPrograms =
    [
        "List-Id", "List-Post", "X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply", "X-Autoreply-From", "X-Mail-Autoreply", "X-AutoReply-Domain", "X-Failed-Recipients",
        "X-MS-Exchange-Inbox-Rules-Loop", "X-Cron-Env", "X-Facebook-Notify", "X-GitHub-Reason", "X-FC-MachineGenerated", "X-Ebay-Mailtracker", "X-Fettle-Loop",
    ];

    public static bool Is(MimePart root, string? text)
    {
        var header = root.Header;
        if (OnlyOfPrograms.Any(header.Has) || root.Type.Name == "multipart/report" || root.Type.Name is "message/delivery-status" or "message/disposition-notification")
            return true;
        if (Token(header["Auto-Submitted"]) is { Length: > 0 } submitted and not "no" || Token(header["Precedence"]) is "bulk" or "junk" or "list" or "auto_reply" or "auto-reply")
            return true;
        if (Token(header["X-Auto-Response-Suppress"]) is { Length: > 0 } suppressed and not "none" || Token(header["X-POST-MessageClass"]) == "9")
            return true;
        // The empty path is that of reports (RFC 5321 §4.5.5).
        if (header["Return-Path"]?.Replace(" ", "", StringComparison.Ordinal) is "<>" or "<mailer-daemon>" || IsDaemon(header["From"]) || IsDaemon(header["Return-Path"]))
            return true;
        return header["Subject"] is { } subject && Absent().IsMatch(EncodedWords.Decode(subject)) && text is not null && AbsentText().IsMatch(text.Length > 4000 ? text[..4000] : text);
    }

    public static bool IsDaemon(string? from) =>
        from is not null && (from.TrimStart('"', ' ').StartsWith("mailer-daemon", StringComparison.OrdinalIgnoreCase) || IsDaemonAddress(from));

    private static bool IsDaemonAddress(string from) =>
        AddressList.Parse([from]) is [var sender, ..]
        && sender.Address.Split('@')[0].ToLowerInvariant() is "mailer-daemon" or "mailerdaemon" or "maildaemon" or "postmaster" or "mail-daemon" or "autoresponder" or "autoreply" or "auto-reply";

    private static string Token(string? value) => (value ?? "").Split(';', ' ', ',')[0].Trim().ToLowerInvariant();

    [GeneratedRegex(
        @"^\W*(re:\s*)?(auto(matic|matische|mated)?[ -]?(reply|response|antwort|respon[sd]er?)|automatische? (antwort|abwesenheit)|out of( the)? office|away from|abwesen(d|heit)|réponse automatique|absence|respuesta automática|fuera de la oficina|risposta automatica|fuori (sede|ufficio)|automatisch antwoord|afwezig|resposta automática|ausência|autoodpowiedź|automatyczna odpowiedź|автоответ|автоматический ответ|autosvar|自动回复|自動回覆|自動返信|不在)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000)]
    private static partial Regex Absent();

    [GeneratedRegex(
        @"out of (the )?office|on (vacation|leave|holiday)|automat|not (be )?(in the office|available)|i am away|i will be (back|away)|will return|abwesen|nicht (im (haus|büro)|erreichbar)|urlaub|absent|congés|vacaciones|ausente|ferie|assente|vakantie|afwezig|férias|urlop|nieobecn|отпуск|отсутств|semester|休暇|不在|休假|外出",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000)]
    private static partial Regex AbsentText();
}
