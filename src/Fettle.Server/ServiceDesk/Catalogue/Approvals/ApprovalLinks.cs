using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.ServiceDesk.Catalogue.Approvals;

/// <summary>
/// The link of a mail, by which one person answers one question once: the voice, the person, the series and the end of its time, and an HMAC-SHA256 of
/// them. It is good until the voice has answered, another series was begun, or its time is over; nothing of it is stored.
/// </summary>
internal sealed class ApprovalLinks(DataFolder data, TimeProvider clock)
{
    /// <summary>After the deadline a link is of no use; while there is none to end it, it is good for so long.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    private readonly Lazy<byte[]> _key = new(() =>
        Convert.FromBase64String(KeyFile.Read(data, "approval.key", () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)))));

    public sealed record Link(long VoiceId, long PersonId, int Series);

    public string Make(Voice voice, long person, Approval approval)
    {
        var until = ((approval.OpenedAt ?? clock.GetUtcNow()) + Longest).ToUnixTimeSeconds();
        var named = string.Create(CultureInfo.InvariantCulture, $"{voice.Id}.{person}.{voice.Series}.{until}");
        return $"{named}.{Mac(named)}";
    }

    /// <summary>Null where it is none of ours, or its time is over.</summary>
    public Link? Read(string? token)
    {
        if (token is not { Length: < 200 } || token.LastIndexOf('.') is var end && end < 0)
            return null;
        var named = token[..end];
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Mac(named)), Encoding.UTF8.GetBytes(token[(end + 1)..])))
            return null;
        var parts = named.Split('.').Select(p => long.Parse(p, CultureInfo.InvariantCulture)).ToList();
        return clock.GetUtcNow().ToUnixTimeSeconds() < parts[3] ? new(parts[0], parts[1], (int)parts[2]) : null;
    }

    private string Mac(string named) => Base64Url.EncodeToString(HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes($"approval {named}")));
}
