using Fettle.Mail;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Portal;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Mail.Incoming;

/// <summary>What a message comes to for a ticket: cleaned, cut to what a ticket takes, and with what is known of its sender.</summary>
/// <param name="Address">The sender's, lower case.</param>
/// <param name="Body">What was newly written, as Markdown; empty where nothing was.</param>
/// <param name="HasMore">The message says more: quotes, a signature, the rest of a long text.</param>
/// <param name="Conversation">Outlook's name for it (MS-OXOMSG §2.2.1.3); null for others.</param>
internal sealed record Letter(
    MailMessage Mail, MailAddress From, string Address, string Subject, string Body, bool HasMore, SenderProof Proof, string Content, string? Conversation)
{
    private const int ConversationBytes = 22;
    private const int LongestAddress = 254;

    /// <summary>Of a list of addresses so many are kept on the ticket; the message has all.</summary>
    private const int MostAddresses = 100;

    /// <summary><c>Anna &lt;anna@example.org&gt;</c></summary>
    public string Sender => From.Name is { Length: > 0 } name ? $"{name} <{From.Address}>" : From.Address;

    /// <param name="trusted">The name by which our mail server signs what it found out about senders; null: none is trusted.</param>
    /// <returns>Null where it has no sender, or says nothing at all.</returns>
    public static Letter? Of(MailMessage mail, string? trusted)
    {
        var says = !string.IsNullOrWhiteSpace(mail.Subject) || !string.IsNullOrWhiteSpace(mail.Text) || mail.Attachments.Count > 0;
        if (!says || SenderOf(mail) is not { } from)
            return null;
        var address = from.Address.ToLowerInvariant();
        var text = mail.NewText ?? mail.Text ?? "";
        var body = MailMarkdown.Of(text.Length <= ReplyToTicket.LongestBody ? text : text[..ReplyToTicket.LongestBody]);
        // Escaping makes it longer.
        var cut = body.Length > ReplyToTicket.LongestBody ? body[..ReplyToTicket.LongestBody] + "…" : body;
        return new(
            mail, from, address, SubjectOf(mail), StorableText.Of(cut), HasMore: (mail.Text?.Trim().Length ?? 0) > text.Trim().Length || text.Length > ReplyToTicket.LongestBody,
            AuthenticationResults.Read(mail.Header, trusted, address[(address.LastIndexOf('@') + 1)..]), Fingerprint.Of(mail), ConversationOf(mail));
    }

    public static IReadOnlyList<MailAddress> Clean(IEnumerable<MailAddress> addresses) =>
        [.. addresses.Where(IsAddress).Take(MostAddresses).Select(Clean)];

    /// <summary>The values of a field, whatever its case.</summary>
    public IEnumerable<string> Field(string name) => Mail.Header.Where(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(f => f.Value);

    private static MailAddress? SenderOf(MailMessage mail)
    {
        var envelope = mail.Header.FirstOrDefault(f => f.Name.Equals("Return-Path", StringComparison.OrdinalIgnoreCase) || f.Name.Equals("Sender", StringComparison.OrdinalIgnoreCase))?.Value.Trim(' ', '<', '>');
        return new[] { mail.From, mail.ReplyTo is [var first, ..] ? first : null, envelope is null ? null : new MailAddress(null, envelope) }
            .FirstOrDefault(a => a is not null && IsAddress(a)) is { } found ? Clean(found) : null;
    }

    private static bool IsAddress(MailAddress address) =>
        address.Address is { Length: > 2 and <= LongestAddress } text && text.LastIndexOf('@') is > 0 and var at && at < text.Length - 1 && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c));

    private static MailAddress Clean(MailAddress address) =>
        new(address.Name is null ? null : Line(address.Name, 200), StorableText.Of(address.Address));

    private static string SubjectOf(MailMessage mail)
    {
        var subject = Line(mail.Subject ?? "", Ticket.LongestSubject);
        if (subject.Length > 0)
            return subject;
        var first = Line(ReportFault.SubjectOf(mail.NewText ?? mail.Text ?? ""), Ticket.LongestSubject);
        return first.Length > 0 ? first : "(no subject)";
    }

    private static string Line(string text, int longest)
    {
        var line = string.Join(' ', StorableText.Of(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        line = string.Concat(line.Where(c => !char.IsControl(c)));
        return line.Length <= longest ? line : StorableText.Of(line[..(longest - 1)] + "…");
    }

    private static string? ConversationOf(MailMessage mail)
    {
        var index = mail.Header.FirstOrDefault(f => f.Name.Equals("Thread-Index", StringComparison.OrdinalIgnoreCase))?.Value;
        var bytes = new byte[1024];
        return index is { Length: < 1024 } && Convert.TryFromBase64String(index.Trim(), bytes, out var length) && length >= ConversationBytes
            ? Convert.ToBase64String(bytes.AsSpan(0, ConversationBytes))
            : null;
    }
}
