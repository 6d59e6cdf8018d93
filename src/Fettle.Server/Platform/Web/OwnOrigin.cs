using Fettle.Server.Platform.Settings;

namespace Fettle.Server.Platform.Web;

/// <summary>Whose page a browser says is asking: the header <c>Origin</c>, which no page can set itself.</summary>
internal static class OwnOrigin
{
    public static bool Is(HttpRequest request, ServerSettings settings, string origin) =>
        origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
        || (settings.PublicUrl is { } url && origin.Equals(new Uri(url).GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase));
}
