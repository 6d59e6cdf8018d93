using System.Net.Mail;
using Fettle.Server.Platform.Errors;

namespace Fettle.Server.People;

/// <summary>Reads what a caller gave: trimmed, within its length, one line.</summary>
internal static class Given
{
    public const int EmailLength = 254; // RFC 5321 §4.5.3.1.3

    /// <exception cref="Invalid">It is missing, empty, too long or has control characters.</exception>
    public static string Text(string? value, string field, int atMost) =>
        OptionalText(value, field, atMost) ?? throw new Invalid(field, "is empty");

    /// <summary>Null where nothing was given.</summary>
    /// <exception cref="Invalid">It is too long or has control characters.</exception>
    public static string? OptionalText(string? value, string field, int atMost, bool lines = false)
    {
        var text = value?.Trim();
        if (string.IsNullOrEmpty(text))
            return null;
        if (text.Length > atMost)
            throw new Invalid(field, $"is longer than {atMost} characters");
        if (text.Any(c => char.IsControl(c) && !(lines && c == '\n')))
            throw new Invalid(field, "has characters that cannot be shown");
        return text;
    }

    /// <summary>Lower case, because people do not keep to the one they were given.</summary>
    /// <exception cref="Invalid">It is missing or not a mail address.</exception>
    public static string Email(string? value, string field = "email") =>
        OptionalEmail(value, field) ?? throw new Invalid(field, "is empty");

    /// <exception cref="Invalid">It is not a mail address.</exception>
    public static string? OptionalEmail(string? value, string field = "email") => OptionalText(value, field, EmailLength) switch
    {
        null => null,
        // The parser also takes "Name <address>", which is not what is asked for.
        var text when MailAddress.TryCreate(text, out var address) && address.Address == text && !text.Contains(' ') => text.ToLowerInvariant(),
        _ => throw new Invalid(field, "is not a mail address such as amira@example.org"),
    };
}
