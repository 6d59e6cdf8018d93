using System.Text;

namespace Fettle.Mail.Writing;

/// <summary>
/// Writes messages (RFC 5322, MIME): text and HTML as alternatives, inline pictures related to the HTML, files beside. Bodies are quoted-printable or
/// base64, so that any server carries them; headers are ASCII (RFC 2047, 2231) unless an address needs more (RFC 6532).
/// Whatever a value holds, it stays in its field: control characters do not survive.
/// </summary>
public static class MailWriter
{
    private const int MostReferences = 20;

    /// <exception cref="ArgumentException">An address, a message id or a field's name could not be written without becoming something else.</exception>
    public static async Task WriteAsync(MailDraft draft, Stream output, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(output);
        await output.WriteAsync(Encoding.UTF8.GetBytes(Header(draft)), cancel);

        var inline = draft.Html is null ? [] : draft.Files.Where(f => f.ContentId is not null).ToList();
        var beside = draft.Files.Except(inline).ToList();
        BodyPart body = new TextPart("text/plain", draft.Text);
        if (draft.Html is { } html)
        {
            BodyPart shown = new TextPart("text/html", html);
            if (inline.Count > 0)
                shown = new Multipart("related; type=\"text/html\"", [shown, .. inline.Select(f => new FilePart(f, inline: true))]);
            body = new Multipart("alternative", [body, shown]);
        }
        if (beside.Count > 0)
            body = new Multipart("mixed", [body, .. beside.Select(f => new FilePart(f, inline: false))]);
        await body.WriteAsync(output, cancel);
    }

    private static string Header(MailDraft draft)
    {
        var header = new HeaderWriter();
        header.Add("Date", draft.Date.ToString("ddd, dd MMM yyyy HH:mm:ss ") + draft.Date.ToString("zzz").Replace(":", "", StringComparison.Ordinal));
        header.Addresses("From", [draft.From]);
        if (draft.Sender is { } sender)
            header.Addresses("Sender", [sender]);
        header.Addresses("Reply-To", draft.ReplyTo);
        header.Addresses("To", draft.To);
        header.Addresses("Cc", draft.Cc);
        header.Text("Subject", draft.Subject);
        header.Ids("Message-ID", [draft.MessageId]);
        header.Ids("In-Reply-To", draft.InReplyTo is { } answered ? [answered] : []);
        header.Ids("References", Trimmed(draft.References));
        if (draft.AutoSubmitted is { } automatic)
            header.Add("Auto-Submitted", automatic);
        foreach (var field in draft.Fields)
            header.Text(field.Name, field.Value);
        header.Add("MIME-Version", "1.0");
        return header.ToString();
    }

    private static IReadOnlyList<string> Trimmed(IReadOnlyList<string> references) =>
        references.Count <= MostReferences ? references : [references[0], .. references.Skip(references.Count - MostReferences + 1)];
}
