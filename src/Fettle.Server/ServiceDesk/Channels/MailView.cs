using Fettle.Mail;

namespace Fettle.Server.ServiceDesk.Channels;

/// <summary>A message for people to read in a terminal.</summary>
internal static class MailView
{
    public static void Write(Stream output, MailMessage message)
    {
        using var text = new StreamWriter(output, leaveOpen: true);
        Line("From", Of(message.From));
        Line("To", string.Join(", ", message.To.Select(Of)));
        Line("Cc", string.Join(", ", message.Cc.Select(Of)));
        Line("Date", message.Date?.ToString("ddd, d MMM yyyy HH:mm:ss zzz"));
        Line("Subject", message.Subject);
        Line("Message-ID", message.MessageId);
        Line("In-Reply-To", message.InReplyTo);
        Line("Automatic", message.Automatic ? "yes, never to be answered by a program" : "no");
        if (message.Bounce is { } bounce)
            Line("Bounce", string.Join(", ", new[] { bounce.Action, bounce.Recipient, bounce.Status, bounce.Diagnostic, bounce.MessageId }.OfType<string>()));
        foreach (var attachment in message.Attachments)
            Line(attachment.Inline ? "Inline" : "Attachment", $"{attachment.Name ?? "(no name)"}, {attachment.Type}, {attachment.Size:N0} bytes, SHA-256 {attachment.Sha256[..16]}…");
        text.WriteLine();
        text.WriteLine(Printable(message.NewText ?? message.Text ?? "(no text)"));
        if (message.Text is { } whole && message.NewText is { } added && whole.Length > added.Length)
            text.WriteLine($"\n[{whole.Split('\n').Length - added.Split('\n').Length} more lines of quotes and signature; --json shows all]");

        void Line(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                text.WriteLine($"{name + ":",-13}{Printable(value)}");
        }
    }

    private static string? Of(MailAddress? address) => address is null ? null : address.Name is { } name ? $"{name} <{address.Address}>" : address.Address;

    /// <summary>A terminal obeys control characters, and a stranger wrote these.</summary>
    private static string Printable(string text) => string.Concat(text.Where(c => !char.IsControl(c) || c is '\n' or '\t'));
}
