using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.Primitives;

namespace Fettle.Server.Platform.Web;

/// <summary>
/// The built browser side, from <c>wwwroot</c>: a few megabytes, kept in memory, each file compressed once, most of them by the build. A path that is neither a file nor a route is
/// a page of the app, which finds its way itself.
/// </summary>
internal sealed class WebApp
{
    private const string NoncePlace = "__CSP_NONCE__";
    private const string NotBuilt = "<!doctype html><title>Fettle</title><p>This server was built without its pages: <code>./fettle up</code> builds both. The API is described at <a href=\"/openapi\">/openapi</a>.";
    private const string BuiltBrotli = ".br";
    private static readonly string[] NoPages = ["/api", "/agent", "/live", "/openapi", "/assets"];

    private readonly Dictionary<string, Asset> _assets;
    private readonly string _page;

    public WebApp(string root)
    {
        var types = new FileExtensionContentTypeProvider();
        _assets = Directory.Exists(root)
            ? Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(BuiltBrotli, StringComparison.Ordinal))
                .Select(f => Asset.Of(root, f, types)).ToDictionary(a => a.Path)
            : [];
        _page = _assets.Remove("/index.html", out var index) ? Encoding.UTF8.GetString(index.Content) : NotBuilt;
    }

    /// <summary>Sends what was asked for, where it is a file or a page of the app.</summary>
    public async Task<bool> TrySendAsync(HttpContext context)
    {
        var request = context.Request;
        if (context.GetEndpoint() is not null || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
            return false;
        if (_assets.TryGetValue(request.Path.Value ?? "", out var asset))
            await asset.SendAsync(context);
        else if (IsPage(request.Path))
            await SendPageAsync(context);
        else
            return false;
        return true;
    }

    // What looks like a file and is none is missing: a page in its place would be run as a script.
    private static bool IsPage(PathString path) => !NoPages.Any(p => path.StartsWithSegments(p)) && !Path.HasExtension(path.Value);

    private async Task SendPageAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.ContentType = "text/html; charset=utf-8";
        var page = _page.Replace(NoncePlace, SecurityHeaders.AllowPage(context.Response), StringComparison.Ordinal);
        if (HttpMethods.IsGet(context.Request.Method))
            await context.Response.WriteAsync(page, context.RequestAborted);
    }

    private sealed record Asset(string Path, string ContentType, byte[] Content, byte[]? BuiltBrotli)
    {
        private readonly string _tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Content).AsSpan(0, 16))}\"";
        private readonly Lazy<byte[]> _brotli = new(() => BuiltBrotli ?? Compress(Content, output => new BrotliStream(output, CompressionLevel.SmallestSize)));
        private readonly Lazy<byte[]> _gzip = new(() => Compress(Content, output => new GZipStream(output, CompressionLevel.SmallestSize)));

        public static Asset Of(string root, string file, FileExtensionContentTypeProvider types) => new(
            "/" + System.IO.Path.GetRelativePath(root, file).Replace('\\', '/'),
            types.TryGetContentType(file, out var type) ? type : "application/octet-stream",
            File.ReadAllBytes(file),
            File.Exists(file + WebApp.BuiltBrotli) ? File.ReadAllBytes(file + WebApp.BuiltBrotli) : null);

        private bool Compressible => ContentType.StartsWith("text/", StringComparison.Ordinal) || ContentType.Contains("json") || ContentType.Contains("svg") || ContentType.Contains("javascript");

        public async Task SendAsync(HttpContext context)
        {
            var (request, response) = (context.Request, context.Response);
            // Vite puts a hash of the content into the names of what lies in assets.
            response.Headers.CacheControl = Path.StartsWith("/assets/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
            response.Headers.ETag = _tag;
            response.Headers.Vary = "Accept-Encoding";
            if (request.Headers.IfNoneMatch == _tag)
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
            var (encoding, content) = Encoded(request.Headers.AcceptEncoding);
            if (encoding is not null)
                response.Headers.ContentEncoding = encoding;
            response.ContentType = ContentType;
            response.ContentLength = content.Length;
            if (HttpMethods.IsGet(request.Method))
                await response.Body.WriteAsync(content, context.RequestAborted);
        }

        private (string? Encoding, byte[] Content) Encoded(StringValues accepted)
        {
            if (!Compressible)
                return (null, Content);
            var text = accepted.ToString();
            return text.Contains("br", StringComparison.Ordinal) ? ("br", _brotli.Value)
                : text.Contains("gzip", StringComparison.Ordinal) ? ("gzip", _gzip.Value)
                : (null, Content);
        }

        private static byte[] Compress(byte[] content, Func<Stream, Stream> open)
        {
            using var output = new MemoryStream();
            using (var compression = open(output))
                compression.Write(content);
            return output.ToArray();
        }
    }
}
