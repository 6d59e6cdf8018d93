using System.Security.Cryptography;

namespace Fettle.Server.Platform.Web;

/// <summary>What every answer tells the browser. Written at the last moment, because an error clears the headers that stand before.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private const string NothingAtAll = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>Marks an answer whose own policy says which sites may show it in a frame.</summary>
    public static readonly object InFrames = new();

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            if (headers.XFrameOptions.Count == 0 && !context.Items.ContainsKey(InFrames))
                headers.XFrameOptions = "DENY";
            if (headers["Referrer-Policy"].Count == 0)
                headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = context.Items.ContainsKey(InFrames) ? "cross-origin" : "same-origin";
            if (context.Request.IsHttps)
                headers.StrictTransportSecurity = "max-age=31536000";

            // A page has said what it needs; whatever else we send is not to be run or shown as one.
            if (headers.ContentSecurityPolicy.Count == 0)
                headers.ContentSecurityPolicy = NothingAtAll;
            if (headers.CacheControl.Count == 0)
                headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(context);
    }

    /// <summary>Lets a page of ours load its own scripts, and those styles that carry the nonce that is returned.</summary>
    public static string AllowPage(HttpResponse response)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        response.Headers.ContentSecurityPolicy =
            $"default-src 'self'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
            + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        return nonce;
    }
}
