using System.Text.RegularExpressions;
using Fettle.Mail.Headers;
using Fettle.Mail.Mime;

namespace Fettle.Mail.Reports;

/// <summary>Reports in a mail server's own words, as of qmail, Exim and old Exchange: who was not reached and why, as far as the text tells.</summary>
internal static partial class InformalBounce
{
    /// <summary>Null for a message that is no such report.</summary>
    public static MailBounce? Read(MimePart root, string? text, string? messageId)
    {
        var header = root.Header;
        var failed = AddressList.Parse(header.All("X-Failed-Recipients")).Select(a => a.Address).ToList();
        if (failed.Count == 0 && !(IsFromServer(header) && Announces(header, text)))
            return null;

        var explained = text is null ? "" : CopyBelow().Split(text.Length > 20_000 ? text[..20_000] : text, 2)[0];
        if (failed.Count == 0)
            failed = [.. Recipient().Matches(explained).Select(m => m.Groups["address"].Value).Distinct(StringComparer.OrdinalIgnoreCase)];
        var diagnostic = Diagnostic(explained, failed.FirstOrDefault());
        var status = DeliveryReport.StatusCode(diagnostic) ?? DeliveryReport.StatusCode(explained) ?? FromReplyCode(diagnostic ?? explained);
        return new MailBounce(
            failed.FirstOrDefault(),
            Delayed().IsMatch(header["Subject"] ?? "") || Delayed().IsMatch(explained) || status?[0] == '4' ? "delayed" : "failed",
            status,
            diagnostic,
            messageId ?? MessageIds.One(OwnMessageId().Match(text ?? "") is { Success: true } id ? id.Groups["id"].Value : null))
        {
            Recipients = failed,
        };
    }

    private static bool IsFromServer(HeaderBlock header) =>
        header["Return-Path"]?.Replace(" ", "", StringComparison.Ordinal) == "<>" || AutomaticMail.IsDaemon(header["From"]) || (header["From"] ?? "").Contains("Mail Delivery", StringComparison.OrdinalIgnoreCase);

    private static bool Announces(HeaderBlock header, string? text)
    {
        var subject = EncodedWords.Decode(header["Subject"] ?? "");
        if (SuccessOrAbsent().IsMatch(subject))
            return false;
        return Undelivered().IsMatch(subject) || (text is not null && UndeliveredText().IsMatch(text.Length > 3000 ? text[..3000] : text));
    }

    /// <summary>The lines below the recipient's address up to a blank line, or the line with a server's reply.</summary>
    private static string? Diagnostic(string text, string? recipient)
    {
        var lines = text.Split('\n').Select(l => l.Trim()).ToList();
        var at = recipient is null ? -1 : lines.FindIndex(l => l.Contains(recipient, StringComparison.OrdinalIgnoreCase) && l.Length < recipient.Length + 10);
        var words = at < 0 ? "" : string.Join(' ', lines.Skip(at + 1).SkipWhile(l => l.Length == 0).TakeWhile(l => l.Length > 0).Take(8));
        if (words.Length == 0 || !words.Any(char.IsAsciiDigit))
            words = lines.Find(l => ServerReply().IsMatch(l)) ?? words;
        return words.Length == 0 ? null : words[..Math.Min(words.Length, 1000)];
    }

    /// <summary>RFC 3463 §1: the class of the status is the first digit of the reply.</summary>
    private static string? FromReplyCode(string text) => ServerReply().Match(text) is { Success: true } reply
        ? reply.Groups["code"].Value switch { "550" or "551" or "553" => "5.1.1", "552" => "5.2.2", ['5', ..] => "5.0.0", _ => "4.0.0" }
        : null;

    [GeneratedRegex(@"undeliver|returned mail|(delivery|mail).{0,30}(fail|status|problem|error|notification|delay|warning|report)|failure (notice|delivery)|non.?delivery|could not be delivered|not delivered|unzustellbar|nicht zugestellt|nicht zustellbar|mail system error|warning: (message|could not)|mensaje no entregado|non remis|échec|impossibile|no se ha podido|não foi|ei voitu|bounce", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Undelivered();

    [GeneratedRegex(@"qmail-send program|did not reach the following|(could not|couldn't|cannot|can't|unable to|not able to|failed to) (be )?deliver|delivery (to|has) .{0,60}fail|permanent (fatal )?error|user unknown|undeliverable|nicht zugestellt|was not delivered|not been delivered|rejected your message", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UndeliveredText();

    [GeneratedRegex(@"success|out of office|automatic reply|autoreply|auto-reply|gelesen|^read:", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SuccessOrAbsent();

    [GeneratedRegex(@"delay|warning:|still (being|trying)|will (be )?retr|not yet been delivered|verzöger", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Delayed();

    [GeneratedRegex(@"[<\s:(""'\[]?(?<address>[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(\.[\w-]{1,63}){1,10})[>\s:)""'\],.]?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Recipient();

    [GeneratedRegex(@"(?<![\d.])(?<code>[45]\d\d)[ -](?=[\w#<(\d])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ServerReply();

    [GeneratedRegex(@"^[^\w\n]{0,40}(below this line is a copy|this is a copy of (the|your) message|original message|(the )?(returned|unsent|original) message (follows|below|headers)|.{0,20}(header|copy) of (the|your) (original )?message|message headers? follow|transcript of session follows.{0,20}original|undelivered message).*$", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CopyBelow();

    [GeneratedRegex(@"^[> \t]{0,40}Message-I[dD]:\s*(?<id><[^>\s]+>)", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OwnMessageId();
}
