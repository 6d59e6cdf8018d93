namespace Fettle.Mail.Network;

/// <summary>A mail server could not be understood, went away or took too long. The connection is of no more use; another may be.</summary>
public sealed class MailServerFault(string message, Exception? inner = null) : IOException(message, inner);

/// <summary>A mail server said no.</summary>
/// <param name="code">The reply code of SMTP, 0 for IMAP.</param>
/// <param name="words">What it said.</param>
public sealed class MailServerRefusal(int code, string words) : IOException(words)
{
    /// <summary>4xx may succeed later, 5xx will not (RFC 5321 §4.2.1).</summary>
    public int Code { get; } = code;
}

/// <summary>A mail server did not accept user and secret.</summary>
/// <param name="words">What it said.</param>
public sealed class MailSignInRefused(string words) : IOException($"The mail server does not accept user and password: {words}");
