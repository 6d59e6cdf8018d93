using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Settings;
using Fettle.Protocol;

namespace Fettle.Server.Platform.Web;

/// <summary>
/// Browsers open sockets to any site, with its cookies, and say in <c>Origin</c> whose page asks. Only our own may; an agent is no browser and has none.
/// </summary>
internal sealed class SocketOrigins(RequestDelegate next, ServerSettings settings)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.WebSockets.IsWebSocketRequest && context.Request.Headers.Origin.ToString() is { Length: > 0 } origin && !IsOurs(context.Request, origin))
            throw new Forbidden($"A page of {origin} may not open a socket here.");
        return next(context);
    }

    private bool IsOurs(HttpRequest request, string origin) =>
        request.Path != Routes.Socket && OwnOrigin.Is(request, settings, origin);
}
