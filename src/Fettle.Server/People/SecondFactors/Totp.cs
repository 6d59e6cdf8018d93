using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace Fettle.Server.People.SecondFactors;

/// <summary>
/// Time-based one-time passwords (RFC 6238: SHA-1, 30 s, 6 digits, as every authenticator app has them). Identity's own provider reads the system's clock
/// and takes a code twice; this one is given the time, and tells which step a code belongs to, so that it can be taken once.
/// </summary>
internal static class Totp
{
    private const int StepSeconds = 30;
    private const int SecretBytes = 20;
    private const string Base32Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    public static long StepAt(DateTimeOffset time) => time.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The step of a code that is right now, or was or will be one step away, for clocks that differ; null where it is none of them.</summary>
    public static long? Match(byte[] secret, string? code, DateTimeOffset now)
    {
        var typed = code?.Replace(" ", "");
        if (typed is not { Length: 6 } || !typed.All(char.IsAsciiDigit))
            return null;
        var middle = StepAt(now);
        for (var step = middle - 1; step <= middle + 1; step++)
        {
            if (Entering.Secrets.Same(CodeAt(secret, step), typed))
                return step;
        }
        return null;
    }

    [SuppressMessage("Security", "CA5350", Justification = "HMAC-SHA-1 is what RFC 6238 says and every authenticator app does; it is not broken as a MAC.")]
    public static string CodeAt(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[20];
        HMACSHA1.HashData(secret, counter, mac);
        var at = mac[^1] & 0xF;
        return ((BinaryPrimitives.ReadInt32BigEndian(mac[at..]) & 0x7FFFFFFF) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>What the QR code says (the Key Uri format that authenticator apps share).</summary>
    public static string Uri(byte[] secret, string installation, string account) =>
        $"otpauth://totp/{System.Uri.EscapeDataString(installation)}:{System.Uri.EscapeDataString(account)}?secret={Base32(secret)}&issuer={System.Uri.EscapeDataString(installation)}&algorithm=SHA1&digits=6&period={StepSeconds}";

    /// <summary>RFC 4648 §6, without padding.</summary>
    public static string Base32(ReadOnlySpan<byte> bytes)
    {
        var text = new System.Text.StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var b in bytes)
        {
            (buffer, bits) = ((buffer << 8) | b, bits + 8);
            for (; bits >= 5; bits -= 5)
                text.Append(Base32Alphabet[(buffer >> (bits - 5)) & 31]);
            buffer &= (1 << bits) - 1;
        }
        if (bits > 0)
            text.Append(Base32Alphabet[(buffer << (5 - bits)) & 31]);
        return text.ToString();
    }
}
