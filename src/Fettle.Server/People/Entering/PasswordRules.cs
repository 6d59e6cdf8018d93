using Fettle.Server.Platform.Errors;

namespace Fettle.Server.People.Entering;

/// <summary>What a password must be: long enough and not one that is tried first (NIST SP 800-63B §5.1.1.2). What it is made of is nobody's business.</summary>
internal static class PasswordRules
{
    public const int AtLeast = 10;
    public const int AtMost = 200;

    private const string Rows = "abcdefghijklmnopqrstuvwxyz|zyxwvutsrqponmlkjihgfedcba|01234567890|09876543210|qwertyuiop|poiuytrewq|qwertzuiop|asdfghjkl|lkjhgfdsa|zxcvbnm|yxcvbnm|1qaz2wsx3edc4rfv5tgb|1q2w3e4r5t6y7u8i9o0p|qazwsxedcrfvtgb";

    /// <param name="password">As typed.</param>
    /// <param name="about">What is known of the person: names and addresses, which are guessed first.</param>
    /// <exception cref="Invalid">It is too short, too long, common, or the person's own name.</exception>
    public static string Check(string? password, params ReadOnlySpan<string?> about)
    {
        if (string.IsNullOrEmpty(password) || password.Length < AtLeast)
            throw new Invalid(nameof(password), $"is shorter than {AtLeast} characters");
        if (password.Length > AtMost)
            throw new Invalid(nameof(password), $"is longer than {AtMost} characters");

        var bare = Bare(password);
        if (password.Distinct().Count() < 5 || bare.Length == 0 || CommonPasswords.Has(password.ToLowerInvariant()) || CommonPasswords.Has(bare) || IsWalk(password))
            throw new Invalid(nameof(password), "is one of those that are tried first; three words that do not belong together make a good one");
        var rest = bare;
        foreach (var known in about)
        {
            foreach (var part in (known ?? "").ToLowerInvariant().Split(' ', '@', '.', '-', '_').Where(p => p.Length >= 3))
                rest = rest.Replace(part, "");
        }
        // The name with an ornament is still the name.
        if (rest.Length < 4)
            throw new Invalid(nameof(password), "is little more than a name");
        return password;
    }

    /// <summary>Without the digits and signs that are hung on at the end, and with the usual look-alikes read as letters.</summary>
    private static string Bare(string password) =>
        string.Concat(password.ToLowerInvariant().TrimEnd([.. "0123456789!?.,-_*#+$%&@ "]).Select(c => c switch
        {
            '0' => 'o',
            '1' => 'i',
            '3' => 'e',
            '4' or '@' => 'a',
            '5' or '$' => 's',
            '7' => 't',
            _ => c,
        }));

    /// <summary>Made of runs along the alphabet or the keyboard, such as <c>qwertz12345</c>.</summary>
    private static bool IsWalk(string password)
    {
        var (text, steps) = (password.ToLowerInvariant(), 0);
        for (var i = 1; i < text.Length; i++)
            steps += text[i] == text[i - 1] || Rows.Contains(text.Substring(i - 1, 2)) ? 1 : 0;
        return steps >= text.Length - 3;
    }
}
