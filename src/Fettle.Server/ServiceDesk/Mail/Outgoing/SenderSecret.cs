using System.Security.Cryptography;
using Fettle.Mail.Network;
using Microsoft.AspNetCore.DataProtection;

namespace Fettle.Server.ServiceDesk.Mail.Outgoing;

/// <summary>Seals the password of a sender's server for the database. The keys are in the data folder.</summary>
internal sealed class SenderSecret(IDataProtectionProvider protection)
{
    private readonly IDataProtector _seal = protection.CreateProtector("Fettle.MailSender.v1");

    public string Seal(string secret) => _seal.Protect(secret);

    /// <summary>How to sign in at the sender's server; null where it wants nobody to.</summary>
    /// <exception cref="MailSignInRefused">The password was sealed with a key that is gone: it has to be entered again.</exception>
    public MailCredentials? Of(Sender sender)
    {
        if (sender.User is not { } user)
            return null;
        try
        {
            return new(user, sender.SealedSecret is { } secret ? _seal.Unprotect(secret) : "");
        }
        catch (CryptographicException)
        {
            throw new MailSignInRefused("the password cannot be read any more, because the keys of the data folder are others. Enter it again.");
        }
    }
}
