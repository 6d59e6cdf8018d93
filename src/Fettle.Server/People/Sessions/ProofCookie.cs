using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Fettle.Server.People.Sessions;

/// <summary>Carries when the person of a session last proved who they are, sealed with the server's keys, so that every replica knows.</summary>
internal sealed class ProofCookie(IDataProtectionProvider protection)
{
    private const string Name = "fettle-proof";
    private readonly IDataProtector _seal = protection.CreateProtector("Fettle.Proof");

    public void Write(HttpContext context, long session, DateTimeOffset at) => context.Response.Cookies.Append(
        Name,
        _seal.Protect(string.Create(CultureInfo.InvariantCulture, $"{session} {at.UtcTicks}")),
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/api", IsEssential = true, MaxAge = CurrentSession.ProofCounts });

    /// <summary>Null where there is none, or it is another session's.</summary>
    public DateTimeOffset? Read(HttpRequest request, long session)
    {
        if (request.Cookies[Name] is not { } kept)
            return null;
        try
        {
            return _seal.Unprotect(kept).Split(' ') is [var of, var at] && of == session.ToString(CultureInfo.InvariantCulture)
                ? new(long.Parse(at, CultureInfo.InvariantCulture), TimeSpan.Zero)
                : null;
        }
        catch (CryptographicException)
        {
            // Not sealed by us: the same as none.
            return null;
        }
    }
}
