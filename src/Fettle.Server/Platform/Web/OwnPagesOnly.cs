using Fettle.Server.Platform.Errors;

namespace Fettle.Server.Platform.Web;

/// <summary>
/// A change through the API is taken only from our own pages: a page of somebody else cannot send the header <c>X-Fettle</c> without being allowed to
/// first, and nobody is. Who sends a bearer token instead of a cookie is no browser that could be misled.
/// </summary>
internal sealed class OwnPagesOnly(RequestDelegate next)
{
    public const string Header = "X-Fettle";

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var changes = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);
        if (changes && request.Path.StartsWithSegments("/api") && !request.Headers.ContainsKey(Header) && !HasBearerToken(request))
            throw new Invalid(Header, "is missing: a change needs this header (any value) or a bearer token");
        return next(context);
    }

    private static bool HasBearerToken(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);
}
