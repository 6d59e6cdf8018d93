namespace Fettle.Mail.Mime;

/// <summary>What a message says and carries.</summary>
internal sealed record MessageBody(string? Text, string? Html, bool TextIsFromHtml, IReadOnlyList<MailAttachment> Attachments);
