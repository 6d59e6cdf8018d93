using System.Security.Cryptography;
using Fettle.Mail.Network;
using Microsoft.AspNetCore.DataProtection;

namespace Fettle.Server.ServiceDesk.Mail.Mailboxes;

/// <summary>Seals the secrets of mailboxes, so that the database alone opens none of them.</summary>
internal sealed class MailboxSecret(IDataProtectionProvider protection)
{
    private readonly IDataProtector _seal = protection.CreateProtector("Fettle.Mailbox");

    public string Seal(string secret) => _seal.Protect(secret);

    /// <exception cref="MailSignInRefused">The secret cannot be opened with the keys that are here.</exception>
    public MailCredentials Open(string? user, string? sealedSecret, bool isToken)
    {
        try
        {
            return new(user ?? "", sealedSecret is null ? "" : _seal.Unprotect(sealedSecret), isToken);
        }
        catch (CryptographicException)
        {
            throw new MailSignInRefused("the secret that is kept cannot be opened with the keys of this installation; enter it again.");
        }
    }
}
