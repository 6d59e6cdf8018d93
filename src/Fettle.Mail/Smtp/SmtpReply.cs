namespace Fettle.Mail.Smtp;

/// <summary>A server's answer (RFC 5321 §4.2).</summary>
/// <param name="Code">Three digits: 2xx yes, 3xx go on, 4xx not now, 5xx never.</param>
/// <param name="Text">Its words, lines joined by <c>\n</c>.</param>
public sealed record SmtpReply(int Code, string Text)
{
    public bool IsYes => Code is >= 200 and < 300;

    /// <summary>The enhanced status code (RFC 2034), if the server gives one.</summary>
    public string? Status => Reports.DeliveryReport.StatusCode(Text.Split(' ', 2)[0]);
}
