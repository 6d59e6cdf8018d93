using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Fettle.Server.ServiceDesk.Webhooks;

/// <summary>Seals what signs webhooks, and what callers of ours sign with, for the database. The keys are in the data folder.</summary>
internal sealed class WebhookSecret(IDataProtectionProvider protection)
{
    private readonly IDataProtector _seal = protection.CreateProtector("Fettle.Webhooks.v1");

    public string Seal(string secret) => _seal.Protect(secret);

    /// <summary>Null: it was sealed with a key that is gone, and has to be set anew.</summary>
    public string? Open(string sealedSecret)
    {
        try
        {
            return _seal.Unprotect(sealedSecret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
