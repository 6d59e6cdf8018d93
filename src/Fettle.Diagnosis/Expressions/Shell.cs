namespace Fettle.Diagnosis.Expressions;

/// <summary>Quoting for <c>/bin/sh</c>, and for Windows' <c>cmd /c</c>.</summary>
internal static class Shell
{
    /// <summary>One word for the shell, whatever is in it: bare where every character is harmless, else in single quotes.</summary>
    public static string Quote(string value)
    {
        // A leading '-' would be read as an option and a leading '~' as a home: quotes do not help the first, so it gets "./" in front.
        if (value.StartsWith('-'))
            value = "./" + value;
        return value.Length > 0 && value.All(IsHarmless) ? value : $"'{value.Replace("\0", "").Replace("'", "'\\''")}'";
    }

    /// <summary>The same for cmd, in double quotes. It expands variables even there and knows no escape for quotes, so these characters are taken out.</summary>
    public static string QuoteForWindows(string value)
    {
        var kept = string.Concat(value.Where(c => c is not ('"' or '%' or '!') && !char.IsControl(c)));
        return kept.Length > 0 && kept.All(c => IsHarmless(c) || c == '\\') ? kept : $"\"{kept}\"";
    }

    private static bool IsHarmless(char c) => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or ':' or '@' or ',' or '+' or '=' or '%';
}
