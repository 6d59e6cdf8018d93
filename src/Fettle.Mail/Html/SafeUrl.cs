using System.Text.RegularExpressions;

namespace Fettle.Mail.Html;

/// <summary>The addresses that a mail may point to.</summary>
internal static partial class SafeUrl
{
    /// <summary>The address without what browsers overlook in it, where its scheme is harmless; null otherwise, and for relative ones.</summary>
    public static string? Link(string? address)
    {
        if (address is null or { Length: > 4000 })
            return null;
        // Browsers take tabs and line breaks out of an address, and control characters off its ends.
        var url = string.Concat(address.Where(c => c is not ('\t' or '\n' or '\r'))).Trim([.. Enumerable.Range(0, 33).Select(i => (char)i)]);
        return Harmless().IsMatch(url) ? url : null;
    }

    /// <summary>A picture within the address itself (RFC 2397); never SVG, which is a program.</summary>
    public static bool IsEmbeddedPicture(string address) => EmbeddedPicture().IsMatch(address);

    [GeneratedRegex(@"^(https?://|mailto:|tel:)[^\s\x00-\x1f<>""`]+$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Harmless();

    [GeneratedRegex(@"^data:image/(png|gif|jpe?g|webp|bmp);base64,[A-Za-z0-9+/=\s]*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EmbeddedPicture();
}
