using System.Security.Cryptography;
using System.Text;
using Fettle.Mail;

namespace Fettle.Server.ServiceDesk.Mail.Incoming;

/// <summary>
/// What makes two messages the same one: the Message-ID and everything that is said, but not the way that it came. The same id with other words is
/// another message, since some programs use one id for all that they send.
/// </summary>
internal static class Fingerprint
{
    public static string Of(MailMessage mail)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var said in (string?[])[mail.MessageId, mail.From?.Address, mail.Date?.ToString("O"), mail.Subject, mail.Text, mail.Html, .. mail.Attachments.Select(a => a.Sha256)])
        {
            // Its length first, so that nothing can move from one to the next.
            hash.AppendData(BitConverter.GetBytes(said?.Length ?? -1));
            hash.AppendData(Encoding.UTF8.GetBytes(said ?? ""));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
