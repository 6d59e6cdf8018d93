using System.Text;
using System.Text.RegularExpressions;
using Fettle.Mail;

namespace Fettle.Server.ServiceDesk.Mail.Incoming;

/// <summary>What is known about whether a message is from who it says.</summary>
internal enum SenderProof
{
    /// <summary>Nobody whom we trust says anything about it.</summary>
    None,

    /// <summary>DKIM or SPF passed for the sender's own domain.</summary>
    Proven,

    /// <summary>The sender's domain says that this is not its mail.</summary>
    Forged,
}

/// <summary>Reads what our own mail server found out about a sender (Authentication-Results, RFC 8601).</summary>
internal static partial class AuthenticationResults
{
    private const int LongestField = 8000;

    /// <param name="server">The name by which our server signs its results (authserv-id). Null: none is trusted. It has to take away what others wrote in its name (§5).</param>
    /// <param name="domain">The domain of the From address.</param>
    public static SenderProof Read(IEnumerable<MailField> header, string? server, string domain)
    {
        if (string.IsNullOrEmpty(server))
            return SenderProof.None;
        // Servers write above what they got, so the topmost of that name is our server's own.
        var field = header.FirstOrDefault(f => f.Name.Equals("Authentication-Results", StringComparison.OrdinalIgnoreCase) && NameIn(f.Value).Equals(server, StringComparison.OrdinalIgnoreCase));
        if (field is null || Plain(field.Value) is not { } value)
            return SenderProof.None;

        var (passed, forged) = (false, false);
        foreach (var result in value.Split(';').Skip(1))
        {
            if (Method().Match(result) is not { Success: true } found)
                continue;
            var (method, verdict) = (found.Groups["method"].Value.ToLowerInvariant(), found.Groups["verdict"].Value.ToLowerInvariant());
            if (method == "dmarc")
                (passed, forged) = (passed || verdict == "pass", forged || verdict == "fail");
            else if (method is "dkim" or "spf" && verdict == "pass")
                passed |= Domain(method == "dkim" ? DkimDomain() : SpfDomain(), result) is { } proven && AreAligned(proven, domain);
            else if (method == "spf" && verdict == "fail")
                forged = true;
        }
        return passed ? SenderProof.Proven : forged ? SenderProof.Forged : SenderProof.None;
    }

    /// <summary>The one is the other, or within it (relaxed alignment, RFC 7489 §3.1): mail.example.org speaks for example.org and the other way round.</summary>
    private static bool AreAligned(string proven, string from) =>
        proven.Equals(from, StringComparison.OrdinalIgnoreCase) || IsWithin(proven, from) || IsWithin(from, proven);

    private static bool IsWithin(string inner, string outer) => outer.Contains('.', StringComparison.Ordinal) && inner.EndsWith("." + outer, StringComparison.OrdinalIgnoreCase);

    private static string NameIn(string value) => (Plain(value) ?? "").Split(';')[0].Trim().Split(' ')[0];

    /// <summary>
    /// Without comments, which nest, and without quoted text that is more than a word: a sender chooses much of what stands in them. Null where one of them
    /// has no end.
    /// </summary>
    private static string? Plain(string value)
    {
        var (plain, quoted, depth, quotes) = (new StringBuilder(), new StringBuilder(), 0, false);
        foreach (var (c, escaped) in Characters(value.Length <= LongestField ? value : value[..LongestField]))
        {
            if (quotes && c == '"' && !escaped)
            {
                if (quoted.ToString().All(q => char.IsAsciiLetterOrDigit(q) || q is '.' or '-' or '_' or '@'))
                    plain.Append(quoted);
                (quotes, quoted) = (false, quoted.Clear());
            }
            else if (quotes)
                quoted.Append(c);
            else if (depth == 0 && c == '"' && !escaped)
                quotes = true;
            else if (c == '(' && !escaped)
                depth++;
            else if (c == ')' && !escaped && depth > 0)
                depth--;
            else if (depth == 0)
                plain.Append(c);
        }
        return depth > 0 || quotes ? null : plain.ToString();
    }

    private static IEnumerable<(char Character, bool Escaped)> Characters(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            var escaped = value[i] == '\\' && i + 1 < value.Length;
            yield return (value[escaped ? ++i : i], escaped);
        }
    }

    private static string? Domain(Regex property, string result) =>
        property.Match(result) is { Success: true } found ? found.Groups["domain"].Value.TrimEnd('.') : null;

    [GeneratedRegex(@"^\s*(?<method>[A-Za-z0-9_-]+)(\s*/\s*\d+)?\s*=\s*(?<verdict>[A-Za-z]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Method();

    [GeneratedRegex(@"\bheader\.(d=|i=[^@\s]*@)""?(?<domain>[A-Za-z0-9._-]+)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DkimDomain();

    [GeneratedRegex(@"\bsmtp\.mailfrom=""?<?([^@\s;""<>]*@)?(?<domain>[A-Za-z0-9._-]+)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SpfDomain();
}
