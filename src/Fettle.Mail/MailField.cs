namespace Fettle.Mail;

/// <summary>One field of a header (RFC 5322 §2.2), unfolded.</summary>
/// <param name="Name">As written; compare without regard to case.</param>
/// <param name="Value">Unicode; encoded words (RFC 2047) are left as they are.</param>
public sealed record MailField(string Name, string Value);
