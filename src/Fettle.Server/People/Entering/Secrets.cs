using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Fettle.Server.People.Entering;

/// <summary>Secrets that are given out once and kept as a hash only. They are long and random, so a plain hash is enough.</summary>
internal static class Secrets
{
    /// <summary>256 bits, fit for an address and a header.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256, lower-case hexadecimal.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Compares without telling by its duration where the two differ.</summary>
    public static bool Same(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(one)), SHA256.HashData(Encoding.UTF8.GetBytes(other)));
}
