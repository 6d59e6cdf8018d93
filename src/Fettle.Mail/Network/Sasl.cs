using System.Text;

namespace Fettle.Mail.Network;

/// <summary>The first words of a sign-in (RFC 4422), in base64.</summary>
internal static class Sasl
{
    /// <summary>RFC 4616: no authorisation identity, user, password.</summary>
    public static string Plain(MailCredentials credentials) => Base64($"\0{NoZero(credentials.User)}\0{NoZero(credentials.Secret)}");

    /// <summary>Google's and Microsoft's way with tokens.</summary>
    public static string XOAuth2(MailCredentials credentials) => Base64($"user={NoControl(credentials.User)}\x01auth=Bearer {NoControl(credentials.Secret)}\x01\x01");

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string NoZero(string text) => text.Contains('\0') ? throw new ArgumentException("User and password cannot contain zeros.", nameof(text)) : text;

    private static string NoControl(string text) => text.Any(char.IsControl) ? throw new ArgumentException("User and token cannot contain control characters.", nameof(text)) : text;
}
