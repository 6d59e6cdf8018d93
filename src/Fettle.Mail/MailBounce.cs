namespace Fettle.Mail;

/// <summary>What a report of a failed, delayed or made delivery says (RFC 3464 §2.3), for the first recipient that failed.</summary>
/// <param name="Recipient">The address that was not reached.</param>
/// <param name="Action">failed, delayed, delivered, relayed or expanded.</param>
/// <param name="Status">An enhanced status code: 5.1.1 (RFC 3463).</param>
/// <param name="Diagnostic">The other server's words.</param>
/// <param name="MessageId">The message that came back, with its angle brackets.</param>
public sealed record MailBounce(string? Recipient, string? Action, string? Status, string? Diagnostic, string? MessageId)
{
    /// <summary>Everybody the report speaks of.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];
}
