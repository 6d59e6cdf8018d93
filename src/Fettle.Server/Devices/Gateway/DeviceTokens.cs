using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Fettle.Server.Devices.Gateway;

/// <summary>
/// Challenges and session tokens, sealed by the server's own keys, so that any replica can read what another gave out. They carry the fingerprint of the
/// device's key: enrolling again ends what was given out before.
/// </summary>
internal sealed class DeviceTokens(IDataProtectionProvider protection, TimeProvider clock)
{
    public static readonly TimeSpan ChallengeLifetime = TimeSpan.FromSeconds(60);
    public static readonly TimeSpan SessionLifetime = TimeSpan.FromHours(1);

    private readonly IDataProtector _challenges = protection.CreateProtector("Fettle.Agent.Challenge.v1");
    private readonly IDataProtector _sessions = protection.CreateProtector("Fettle.Agent.Session.v1");

    internal sealed record Sealed(long DeviceId, DateTimeOffset IssuedAt, string KeyFingerprint);

    public string Challenge(long device, string fingerprint) => Seal(_challenges, device, fingerprint);

    /// <summary>Null where it is not one of ours, not this device's, or older than a minute. That it is used once is for the caller to see to.</summary>
    public Sealed? OpenChallenge(string nonce, long device) => Open(_challenges, nonce, ChallengeLifetime) is { } open && open.DeviceId == device ? open : null;

    public (string Token, DateTimeOffset ExpiresAt) Session(long device, string fingerprint) =>
        (Seal(_sessions, device, fingerprint), clock.GetUtcNow() + SessionLifetime);

    public Sealed? OpenSession(string token) => Open(_sessions, token, SessionLifetime);

    private string Seal(IDataProtector protector, long device, string fingerprint) =>
        protector.Protect($"{device}|{Microseconds(clock.GetUtcNow())}|{fingerprint}");

    private Sealed? Open(IDataProtector protector, string text, TimeSpan lifetime)
    {
        string[] parts;
        try
        {
            parts = protector.Unprotect(text).Split('|');
        }
        catch (CryptographicException)
        {
            return null;
        }
        var issued = DateTimeOffset.UnixEpoch.AddMicroseconds(long.Parse(parts[1]));
        var age = clock.GetUtcNow() - issued;
        return age < lifetime && age > -ChallengeLifetime ? new(long.Parse(parts[0]), issued, parts[2]) : null;
    }

    // The precision that both databases keep.
    private static long Microseconds(DateTimeOffset instant) => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
}
