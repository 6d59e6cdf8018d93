using System.Security.Cryptography;

namespace Fettle.Mail.Writing;

/// <summary>Message ids (RFC 5322 §3.6.4).</summary>
public static class MessageId
{
    /// <summary>An id that no other message has.</summary>
    /// <param name="domain">A domain of the sender's.</param>
    public static string New(string domain)
    {
        ArgumentNullException.ThrowIfNull(domain);
        return $"<{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}@{domain}>";
    }
}
