using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Fettle.Server.ServiceDesk.Webhooks;

/// <summary>Seals what signs webhooks, and what callers of ours sign with, for the database. The keys are in the data folder.</summary>
internal sealed class WebhookSecret(IDataProtectionProvider protection)
{
    private readonly IDataProtector _seal = protection.CreateProtector("Fettle.Webhooks.v1");

    /// <summary>256 bits, fit for an address and a header.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Compares without telling by its duration where the two differ.</summary>
    public static bool Same(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(one)), SHA256.HashData(Encoding.UTF8.GetBytes(other)));

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
