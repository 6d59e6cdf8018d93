using System.Text.Encodings.Web;
using System.Text.Json;

namespace Fettle.Mail;

/// <summary>A message as JSON, as <c>fettle mail read --json</c> prints it; what is unknown is null.</summary>
public static class MailJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one object on one line, without a line break at its end.</summary>
    public static void Write(Stream output, MailMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteString("subject", message.Subject);
        json.WritePropertyName("from");
        Write(json, message.From);
        Write(json, "to", message.To);
        Write(json, "cc", message.Cc);
        json.WriteString("date", message.Date?.ToString("yyyy-MM-ddTHH:mm:sszzz"));
        json.WriteString("messageId", message.MessageId);
        json.WriteString("inReplyTo", message.InReplyTo);
        json.WriteStartArray("references");
        foreach (var id in message.References)
            json.WriteStringValue(id);
        json.WriteEndArray();
        json.WriteString("text", message.Text);
        json.WriteString("newText", message.NewText);
        json.WriteString("html", message.Html);
        Write(json, message.Attachments);
        json.WriteBoolean("automatic", message.Automatic);
        json.WritePropertyName("bounce");
        Write(json, message.Bounce);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<MailAddress> addresses)
    {
        json.WriteStartArray(name);
        foreach (var address in addresses)
            Write(json, address);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, MailAddress? address)
    {
        if (address is null)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        json.WriteString("name", address.Name);
        json.WriteString("address", address.Address);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<MailAttachment> attachments)
    {
        json.WriteStartArray("attachments");
        foreach (var attachment in attachments)
        {
            json.WriteStartObject();
            json.WriteString("name", attachment.Name);
            json.WriteString("type", attachment.Type);
            json.WriteNumber("size", attachment.Size);
            json.WriteString("sha256", attachment.Sha256);
            json.WriteBoolean("inline", attachment.Inline);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, MailBounce? bounce)
    {
        if (bounce is null)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        json.WriteString("recipient", bounce.Recipient);
        json.WriteString("action", bounce.Action);
        json.WriteString("status", bounce.Status);
        json.WriteString("diagnostic", bounce.Diagnostic);
        json.WriteString("messageId", bounce.MessageId);
        json.WriteStartArray("recipients");
        foreach (var recipient in bounce.Recipients)
            json.WriteStringValue(recipient);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
