using System.Text;
using Fettle.Mail;

namespace Fettle.MailTests;

/// <summary>Messages as tests write them.</summary>
internal static class Message
{
    /// <summary>Lines end in CRLF; characters above 127 are bytes (Latin-1).</summary>
    public static MailMessage Read(string text, MailLimits? limits = null) => Read(Encoding.Latin1.GetBytes(text.ReplaceLineEndings("\r\n")), limits);

    public static MailMessage ReadUtf8(string text) => Read(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")));

    public static MailMessage Read(byte[] bytes, MailLimits? limits = null)
    {
        // The raw message outlives the test: attachments are read from it.
        var raw = RawMail.FromBytes(bytes);
        return MailReader.Read(raw, limits);
    }

    public static string Content(this MailAttachment attachment)
    {
        using var reader = new StreamReader(attachment.Open(), Encoding.Latin1);
        return reader.ReadToEnd();
    }
}
