namespace Fettle.Diagnosis.Expressions;

/// <summary>Quoting for <c>/bin/sh</c>.</summary>
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

    private static bool IsHarmless(char c) => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or ':' or '@' or ',' or '+' or '=' or '%';
}
