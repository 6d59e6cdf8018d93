using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Settings;

namespace Fettle.Server.Platform.Web;

/// <summary>
/// A change through the API is taken only from our own pages: a page of somebody else cannot send the header <c>X-Fettle</c> without being allowed to
/// first, and nobody is; and where the browser says whose page asks, it has to be ours. Who sends a bearer token instead of a cookie is no browser that
/// could be misled.
/// </summary>
internal sealed class OwnPagesOnly(RequestDelegate next, ServerSettings settings)
{
    public const string Header = "X-Fettle";

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var changes = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);
        if (changes && request.Path.StartsWithSegments("/api") && !HasBearerToken(request))
        {
            if (!request.Headers.ContainsKey(Header))
                throw new Invalid(Header, "is missing: a change needs this header (any value) or a bearer token");
            if (request.Headers.Origin.ToString() is { Length: > 0 } origin && !OwnOrigin.Is(request, settings, origin))
                throw new Forbidden($"A page of {origin} may not change anything here. Behind a reverse proxy, set PublicUrl or TrustedProxies.");
        }
        return next(context);
    }

    private static bool HasBearerToken(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);
}
