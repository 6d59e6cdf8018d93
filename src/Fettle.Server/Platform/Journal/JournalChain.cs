using System.Security.Cryptography;
using System.Text;

namespace Fettle.Server.Platform.Journal;

/// <summary>How one entry is bound to the one before it.</summary>
public static class JournalChain
{
    /// <summary>The hash that the first entry builds on.</summary>
    public static readonly string Start = new('0', 64);

    /// <summary>SHA-256, lower-case hexadecimal, over the previous hash and every field, each with its length, so that no two entries read alike.</summary>
    public static string Hash(JournalEntry entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(entry.PreviousHash);
        // Microseconds: the finest that both databases keep.
        Append((entry.At.UtcTicks / TimeSpan.TicksPerMicrosecond).ToString());
        Append(entry.ActorKind.ToString());
        Append(entry.ActorId?.ToString());
        Append(entry.ActorName);
        Append(entry.From);
        Append(entry.OrganisationId?.ToString());
        Append(entry.Action);
        Append(entry.Subject);
        Append(entry.SubjectId?.ToString());
        Append(entry.Before);
        Append(entry.After);
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append(string? text)
        {
            var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
            hash.AppendData(BitConverter.GetBytes(text is null ? -1 : bytes.Length));
            hash.AppendData(bytes);
        }
    }
}
