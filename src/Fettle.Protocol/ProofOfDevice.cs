using System.Security.Cryptography;
using System.Text;

namespace Fettle.Protocol;

/// <summary>The bytes that a device signs to show that it is the one that enrolled. Bound to its purpose, so no other signature can be passed off as it.</summary>
public static class ProofOfDevice
{
    public static string Sign(ECDsa key, long deviceId, string nonce) =>
        Convert.ToBase64String(key.SignData(Bytes(deviceId, nonce), HashAlgorithmName.SHA256));

    /// <summary>False for a wrong, foreign or malformed signature; never throws on what the other side sent.</summary>
    public static bool Verify(ECDsa key, long deviceId, string nonce, string signature)
    {
        var bytes = new byte[64];
        return Convert.TryFromBase64String(signature, bytes, out var length) && length == bytes.Length
            && key.VerifyData(Bytes(deviceId, nonce), bytes, HashAlgorithmName.SHA256);
    }

    private static byte[] Bytes(long deviceId, string nonce) => Encoding.UTF8.GetBytes($"fettle-agent-session\n{deviceId}\n{nonce}");
}
