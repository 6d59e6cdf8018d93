using System.Text;
using Fettle.Mail.Network;
using Fettle.Mail.Writing;

namespace Fettle.Mail.Smtp;

/// <summary>MAIL and RCPT for an envelope, with what the server understands.</summary>
internal static class SmtpCommands
{
    /// <exception cref="ArgumentException">An address is none.</exception>
    /// <exception cref="MailServerRefusal">The server would not take the message, as it says itself.</exception>
    public static IReadOnlyList<string> For(SmtpEnvelope envelope, SmtpCapabilities server, string host)
    {
        if (envelope.Recipients.Count == 0)
            throw new ArgumentException("There is no recipient.", nameof(envelope));
        if (envelope.Size > server.MostBytes)
            throw new MailServerRefusal(552, $"The message has {envelope.Size} bytes, {host} takes {server.MostBytes} at most.");

        var sender = envelope.Sender.Length == 0 ? "" : HeaderWriter.Address(envelope.Sender);
        var recipients = envelope.Recipients.Select(HeaderWriter.Address).ToList();
        var mail = $"MAIL FROM:<{sender}>";
        if (!Ascii.IsValid(sender) || recipients.Exists(r => !Ascii.IsValid(r)))
            mail += server.Has("SMTPUTF8") ? " SMTPUTF8" : throw new MailServerRefusal(553, $"{host} takes no addresses with letters outside of ASCII.");
        if (server.Has("8BITMIME"))
            mail += " BODY=8BITMIME";
        if (server.Has("SIZE") && envelope.Size is { } size)
            mail += $" SIZE={size}";
        if (server.Has("DSN"))
            mail += $" RET=HDRS{(envelope.EnvelopeId is { } id ? $" ENVID={XText(id)}" : "")}";
        var notify = server.Has("DSN") && sender.Length > 0 ? " NOTIFY=FAILURE,DELAY" : "";
        return [mail, .. recipients.Select(r => $"RCPT TO:<{r}>{notify}")];
    }

    /// <summary>RFC 3461 §4: all but printable ASCII, plus and equals as a plus and two digits.</summary>
    private static string XText(string text) =>
        string.Concat(Encoding.UTF8.GetBytes(text[..Math.Min(80, text.Length)]).Select(b => b is > 32 and < 127 and not (byte)'+' and not (byte)'=' ? ((char)b).ToString() : $"+{b:X2}"));
}
