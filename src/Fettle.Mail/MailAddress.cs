namespace Fettle.Mail;

/// <summary>A mailbox (RFC 5322 §3.4).</summary>
/// <param name="Name">The display name; null where there is none.</param>
/// <param name="Address">The address as written, without angle brackets and comments.</param>
public sealed record MailAddress(string? Name, string Address);
