using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Fettle.SystemTests.Browser;

/// <summary>What an authenticator app does with the key that it scanned (RFC 6238, SHA-1, six digits, 30 seconds).</summary>
internal sealed class AuthenticatorApp(string key)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private long _last;

    /// <summary>A code that was not shown before: the server takes each once, and the next step's too.</summary>
    public string NextCode()
    {
        _last = Math.Max(_last + 1, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30);
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, _last);
#pragma warning disable CA5350 // RFC 6238's own algorithm, which every app speaks.
        var hash = HMACSHA1.HashData(Bytes(key), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return $"{number % 1_000_000:000000}";
    }

    private static byte[] Bytes(string base32)
    {
        var bits = string.Concat(base32.Where(Alphabet.Contains).Select(letter => $"{Alphabet.IndexOf(letter, StringComparison.Ordinal):b5}"));
        return [.. bits.Chunk(8).Where(eight => eight.Length == 8).Select(eight => Convert.ToByte(new string(eight), 2))];
    }
}
