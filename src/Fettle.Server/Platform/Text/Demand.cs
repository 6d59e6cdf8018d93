using Fettle.Server.Platform.Errors;

namespace Fettle.Server.Platform.Text;

/// <summary>What a text field of a request must be like.</summary>
internal static class Demand
{
    /// <summary>The text without space around it.</summary>
    /// <exception cref="Invalid">It is missing, empty, too long, or has control characters that no keyboard writes.</exception>
    public static string Text(string? text, string field, int longest, bool severalLines = false)
    {
        var trimmed = text?.Trim();
        if (string.IsNullOrEmpty(trimmed))
            throw new Invalid(field, "is empty");
        if (trimmed.Length > longest)
            throw new Invalid(field, $"is longer than {longest} characters");
        if (trimmed.Any(c => char.IsControl(c) && !(severalLines && c is '\n' or '\r' or '\t')))
            throw new Invalid(field, severalLines ? "has control characters" : "has control characters or line breaks");
        return trimmed;
    }

    /// <summary>The same for a field that may be left out.</summary>
    public static string? OptionalText(string? text, string field, int longest, bool severalLines = false) =>
        string.IsNullOrWhiteSpace(text) ? null : Text(text, field, longest, severalLines);

    /// <exception cref="Invalid">It is not one of the names, whatever was sent as a number.</exception>
    public static T Known<T>(T value, string field) where T : struct, Enum =>
        Enum.IsDefined(value) ? value : throw new Invalid(field, $"is not one of {string.Join(", ", Enum.GetNames<T>().Select(n => char.ToLowerInvariant(n[0]) + n[1..]))}");
}
