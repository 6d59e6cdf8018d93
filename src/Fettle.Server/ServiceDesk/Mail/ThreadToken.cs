using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.ServiceDesk.Mail;

/// <summary>
/// Names a ticket in mail so that nobody can make a name up: <c>t123.</c> and 104 bits of an HMAC-SHA256 of the number, in base32 (RFC 4648 §6, lower
/// case, since servers may change the case of addresses). It stands in the Message-ID of what we send and in its plus-address. Who has it has had a mail of
/// the ticket; who that is, it does not say.
/// </summary>
internal sealed partial class ThreadToken(DataFolder data)
{
    private const int MacBytes = 13;
    private const int MacLetters = 21; // 13 bytes in base32, without padding
    private const int LongestLocalPart = 64; // RFC 5321 §4.5.3.1.1
    private const int LongestText = 4000;
    private const int MostTokens = 20;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz234567";

    private readonly Lazy<byte[]> _key = new(() =>
        Convert.FromBase64String(KeyFile.Read(data, "thread.key", () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)))));

    /// <summary><c>t123.k3jx…</c></summary>
    public string Of(long number) => $"t{number}.{Mac(number)}";

    /// <summary>The same ticket's address at the desk: <c>desk+t123.k3jx…@example.org</c>. The address as it is where it would become too long.</summary>
    public string PlusAddress(string address, long number)
    {
        var at = address.LastIndexOf('@');
        var local = $"{address[..at]}+{Of(number)}";
        return local.Length <= LongestLocalPart ? $"{local}{address[at..]}" : address;
    }

    /// <summary>The id of the one mail that an entry becomes, the same however often it is asked for: <c>&lt;t123.entry45.k3jx…@example.org&gt;</c>.</summary>
    /// <param name="address">The sender's, whose domain is used.</param>
    public string MessageId(long number, long entry, string address)
    {
        return $"<t{number}.entry{entry}.{Mac(number)}@{DomainOf(address)}>";
    }

    private static string DomainOf(string address)
    {
        var domain = address[(address.LastIndexOf('@') + 1)..];
        return Ascii.IsValid(domain) ? domain : new IdnMapping().GetAscii(domain);
    }

    /// <summary>The same for a conversation beside the ticket, which has tokens of its own: <c>desk+t123s4.k3jx…@example.org</c>.</summary>
    public string SidePlusAddress(string address, long number, long side)
    {
        var at = address.LastIndexOf('@');
        var local = $"{address[..at]}+t{number}s{side}.{SideMac(number, side)}";
        return local.Length <= LongestLocalPart ? $"{local}{address[at..]}" : address;
    }

    /// <summary><c>&lt;t123s4.entry45.k3jx…@example.org&gt;</c></summary>
    public string SideMessageId(long number, long side, long entry, string address) => $"<t{number}s{side}.entry{entry}.{SideMac(number, side)}@{DomainOf(address)}>";

    /// <summary>Finds a true token of a side conversation. Who has it has had a mail of that conversation, and of the ticket itself nothing.</summary>
    public bool TryReadSide(string? text, out long number, out long side)
    {
        (number, side) = (0, 0);
        if (string.IsNullOrEmpty(text))
            return false;
        foreach (var match in SideToken().Matches(text.Length <= LongestText ? text : text[..LongestText]).Take(MostTokens))
        {
            var (ticket, conversation) = (long.Parse(match.Groups["ticket"].Value, CultureInfo.InvariantCulture), long.Parse(match.Groups["side"].Value, CultureInfo.InvariantCulture));
            if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(SideMac(ticket, conversation)), Encoding.ASCII.GetBytes(match.Groups["mac"].Value.ToLowerInvariant())))
                continue;
            (number, side) = (ticket, conversation);
            return true;
        }
        return false;
    }

    /// <summary>Finds a true token in an address, a message id or several of them. One that we did not make counts for nothing.</summary>
    public bool TryRead(string? text, out long number)
    {
        number = 0;
        if (string.IsNullOrEmpty(text))
            return false;
        var looked = text.Length <= LongestText ? text : text[..LongestText];
        foreach (var token in Token().Matches(looked).Take(MostTokens).Select(m => m.Value.ToLowerInvariant()))
        {
            var named = long.Parse(token.AsSpan(1, token.IndexOf('.', StringComparison.Ordinal) - 1), CultureInfo.InvariantCulture);
            if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Mac(named)), Encoding.ASCII.GetBytes(token[^MacLetters..])))
                continue;
            number = named;
            return true;
        }
        return false;
    }

    private string Mac(long number) => MacOf($"ticket {number}");

    private string SideMac(long number, long side) => MacOf($"ticket {number} side {side}");

    private string MacOf(string named)
    {
        var mac = HMACSHA256.HashData(_key.Value, Encoding.ASCII.GetBytes(named)).AsSpan(0, MacBytes);
        var letters = new StringBuilder(MacLetters);
        var (held, bits) = (0, 0);
        foreach (var b in mac)
        {
            (held, bits) = (((held << 8) | b) & 0xFFFF, bits + 8);
            for (; bits >= 5; bits -= 5)
                letters.Append(Letters[(held >> (bits - 5)) & 31]);
        }
        // The last letter is filled up with zeros.
        return letters.Append(Letters[(held << (5 - bits)) & 31]).ToString();
    }

    [GeneratedRegex(@"(?<![a-z0-9])t[1-9][0-9]{0,17}\.(entry[0-9]{1,19}\.)?[a-z2-7]{21}(?![a-z0-9])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();

    [GeneratedRegex(@"(?<![a-z0-9])t(?<ticket>[1-9][0-9]{0,17})s(?<side>[1-9][0-9]{0,17})\.(entry[0-9]{1,19}\.)?(?<mac>[a-z2-7]{21})(?![a-z0-9])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SideToken();
}
