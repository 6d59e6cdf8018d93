using System.Security.Cryptography;

namespace Fettle.Mail.Decoding;

/// <summary>A stream's length and SHA-256, in bounded memory.</summary>
internal static class ContentHash
{
    public static (long Size, string Sha256) Of(Stream content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(1 << 15);
        try
        {
            long size = 0;
            int read;
            while ((read = content.Read(buffer)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                size += read;
            }
            return (size, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
