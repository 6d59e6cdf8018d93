using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Fettle.Server.People.Passkeys;

/// <summary>
/// Keeps what a WebAuthn ceremony must remember between its two requests (the challenge, and for whom) in the browser, sealed and for five minutes,
/// so that any replica can finish it.
/// </summary>
internal sealed class PasskeyCeremony(IDataProtectionProvider protection)
{
    private const string Cookie = "fettle-passkey";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private readonly ITimeLimitedDataProtector _seal = protection.CreateProtector("Fettle.Passkeys").ToTimeLimitedDataProtector();

    /// <param name="context">The request of the first half.</param>
    /// <param name="purpose">Keeps a ceremony that was begun for one purpose from being finished for another.</param>
    /// <param name="state">What Identity wants back.</param>
    public void Begin(HttpContext context, string purpose, string state) =>
        context.Response.Cookies.Append(Cookie, _seal.Protect($"{purpose}\n{state}", Lifetime), Options(context.Request));

    /// <summary>What was kept; null where it is missing, too old, or of another purpose. It is taken once by this browser.</summary>
    public string? End(HttpContext context, string purpose)
    {
        if (context.Request.Cookies[Cookie] is not { } kept)
            return null;
        context.Response.Cookies.Delete(Cookie, Options(context.Request));
        try
        {
            var open = _seal.Unprotect(kept);
            return open.StartsWith(purpose + "\n", StringComparison.Ordinal) ? open[(purpose.Length + 1)..] : null;
        }
        catch (CryptographicException)
        {
            // Too old, or not ours: the same as none.
            return null;
        }
    }

    /// <summary>Options as Identity writes them, for an answer that carries JSON as JSON.</summary>
    public static JsonElement AsJson(string json) => JsonElement.Parse(json);

    private static CookieOptions Options(HttpRequest request) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = request.IsHttps,
        Path = "/api",
        IsEssential = true,
        MaxAge = Lifetime,
    };
}
