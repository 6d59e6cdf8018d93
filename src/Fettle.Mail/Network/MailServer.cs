using System.Security.Cryptography.X509Certificates;

namespace Fettle.Mail.Network;

/// <summary>How a connection is kept secret.</summary>
public enum MailSecurity
{
    /// <summary>TLS from the first byte (RFC 8314): ports 465 and 993.</summary>
    Tls,

    /// <summary>TLS after a command (RFC 3207, RFC 3501 §6.2.1): ports 587 and 143. A server that does not offer it is refused.</summary>
    StartTls,

    /// <summary>Not at all: for a server on the same machine.</summary>
    None,
}

/// <summary>Where a mail server is and how to speak to it.</summary>
/// <param name="Host">The name that its certificate has to bear.</param>
public sealed record MailServer(string Host, int Port, MailSecurity Security)
{
    /// <summary>The authority that signed the server's certificate, where it is one's own; it takes the place of those that the system trusts.</summary>
    public X509Certificate2? CertificateAuthority { get; init; }

    /// <summary>How long to wait for any one answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);
}

/// <summary>How to sign in.</summary>
/// <param name="Secret">A password, or an access token where <paramref name="IsToken"/> is set (XOAUTH2).</param>
public sealed record MailCredentials(string User, string Secret, bool IsToken = false)
{
    /// <summary>Never the secret: records print themselves into logs.</summary>
    public override string ToString() => $"{User} ({(IsToken ? "token" : "password")})";
}
