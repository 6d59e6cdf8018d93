namespace Fettle.Server.People.Sessions;

/// <summary>The cookie that carries a session's secret: out of reach of scripts, never sent along with another site's request.</summary>
internal static class SessionCookie
{
    // __Host- binds the cookie to this very host, but browsers take it over https only.
    private static string Name(HttpRequest request) => request.IsHttps ? "__Host-fettle" : "fettle";

    public static string? Read(HttpRequest request) => request.Cookies[Name(request)];

    public static void Write(HttpContext context, string secret, DateTimeOffset until) =>
        context.Response.Cookies.Append(Name(context.Request), secret, Options(context.Request, until));

    public static void Erase(HttpContext context) => context.Response.Cookies.Delete(Name(context.Request), Options(context.Request, null));

    private static CookieOptions Options(HttpRequest request, DateTimeOffset? until) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = request.IsHttps,
        Path = "/",
        IsEssential = true,
        Expires = until,
    };
}
