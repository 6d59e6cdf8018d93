namespace Fettle.Mail.Headers;

/// <summary>A zone (RFC 5322 §3.3, §4.3): <c>+0200</c>, <c>-03:30</c>, <c>GMT+2</c>, <c>EST</c>.</summary>
internal static class MailZone
{
    /// <summary>Null where the token is no zone. An unknown name is -0000 (RFC 5322 §4.3), which is UTC.</summary>
    public static TimeSpan? Parse(string token)
    {
        token = token.Trim('"', '(', ')', '[', ']').ToUpperInvariant();
        foreach (var prefix in (string[])["GMT", "UTC"])
        {
            if (token.StartsWith(prefix, StringComparison.Ordinal) && token.Length > 3)
                token = token[3..];
        }
        if (token is ['+' or '-', ..])
            return Offset(token);
        return token switch
        {
            "" or "AM" or "PM" => null,
            "EST" => Hours(-5),
            "EDT" => Hours(-4),
            "CST" => Hours(-6),
            "CDT" => Hours(-5),
            "MST" => Hours(-7),
            "MDT" => Hours(-6),
            "PST" => Hours(-8),
            "PDT" => Hours(-7),
            "CET" or "MET" or "BST" => Hours(1),
            "CEST" or "MEST" or "EET" => Hours(2),
            "EEST" or "MSK" => Hours(3),
            "JST" => Hours(9),
            _ when token.All(char.IsAsciiLetter) => TimeSpan.Zero,
            _ => null,
        };
    }

    private static TimeSpan? Offset(string token)
    {
        var sign = token[0] == '-' ? -1 : 1;
        var digits = token[1..].Replace(":", "");
        if (digits.Length is 0 or > 4 || !digits.All(char.IsAsciiDigit))
            return null;
        var number = int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
        var (hours, minutes) = digits.Length <= 2 ? (number, 0) : (number / 100, number % 100);
        return minutes < 60 && hours < 24 ? sign * new TimeSpan(hours, minutes, 0) : null;
    }

    private static TimeSpan Hours(int hours) => TimeSpan.FromHours(hours);
}
