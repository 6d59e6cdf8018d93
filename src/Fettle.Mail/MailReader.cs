using Fettle.Mail.Headers;
using Fettle.Mail.Mime;
using Fettle.Mail.Replies;
using Fettle.Mail.Reports;

namespace Fettle.Mail;

/// <summary>
/// Understands messages: RFC 5322 with MIME (RFC 2045–2047, 2049, 2231, 6532), and what is sent in their stead. There is no message that it refuses:
/// of a malformed one it tells what can be told. Memory is bounded by <see cref="MailLimits"/>, however large the message is.
/// </summary>
public static class MailReader
{
    /// <exception cref="IOException">The message's file could not be read.</exception>
    public static MailMessage Read(RawMail raw, MailLimits? limits = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(raw);
        limits ??= MailLimits.Default;
        var root = PartReader.Read(raw, limits, cancel);
        var body = BodyReader.Read(raw, root, limits, cancel);
        var header = root.Header;
        var bounce = DeliveryReport.Read(raw, root, body.Text);
        return new MailMessage
        {
            Subject = HeaderText.Readable(header["Subject"]),
            From = AddressList.Parse(header.All("From")) is [var author, ..] ? author : null,
            ReplyTo = AddressList.Parse(header.All("Reply-To")),
            To = AddressList.Parse(header.All("To")),
            Cc = AddressList.Parse(header.All("Cc")),
            Date = MailDate.Parse(header["Date"]),
            MessageId = MessageIds.One(header["Message-ID"]),
            InReplyTo = MessageIds.Parse(header["In-Reply-To"]) is [var answered, ..] ? answered : null,
            References = MessageIds.Parse(header["References"]),
            Text = body.Text,
            NewText = NewText.Of(body.Text, body.Html, body.TextIsFromHtml),
            Html = body.Html,
            Attachments = body.Attachments,
            Automatic = AutomaticMail.Is(root, body.Text) || bounce is not null,
            Bounce = bounce,
            Header = [.. header.Fields.Select(f => new MailField(f.Name, header.Unicode(f)))],
        };
    }
}
