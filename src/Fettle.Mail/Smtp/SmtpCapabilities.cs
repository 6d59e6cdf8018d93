namespace Fettle.Mail.Smtp;

/// <summary>What a server offers in its answer to EHLO (RFC 5321 §4.1.1.1).</summary>
internal sealed class SmtpCapabilities
{
    private readonly Dictionary<string, string> offers = new(StringComparer.OrdinalIgnoreCase);

    public static SmtpCapabilities Parse(SmtpReply reply)
    {
        var capabilities = new SmtpCapabilities();
        foreach (var line in reply.Text.Split('\n').Skip(1))
        {
            // "AUTH=PLAIN" is how servers wrote it before there was a standard.
            var words = line.Replace("AUTH=", "AUTH ", StringComparison.OrdinalIgnoreCase).Split(' ', 2);
            capabilities.offers[words[0]] = words.Length > 1 ? $"{capabilities.offers.GetValueOrDefault(words[0])} {words[1]}".Trim() : "";
        }
        return capabilities;
    }

    public bool Has(string name) => offers.ContainsKey(name);

    public bool CanSignInBy(string mechanism) => offers.GetValueOrDefault("AUTH")?.Split(' ').Contains(mechanism, StringComparer.OrdinalIgnoreCase) == true;

    /// <summary>The longest message in bytes; null where there is no limit.</summary>
    public long? MostBytes => long.TryParse(offers.GetValueOrDefault("SIZE"), out var size) && size > 0 ? size : null;
}
