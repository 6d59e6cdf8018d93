using System.Text;

namespace Fettle.Mail.Imap;

/// <summary>Strings in commands (RFC 3501 §4.3) and names of mailboxes (§5.1.3).</summary>
internal static class ImapString
{
    /// <exception cref="ArgumentException">The text has line breaks, or letters outside of ASCII.</exception>
    public static string Quote(string text)
    {
        if (!Ascii.IsValid(text) || text.Any(char.IsControl))
            throw new ArgumentException("Only ASCII without control characters can be sent here.", nameof(text));
        return $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>A mailbox's name in modified UTF-7, quoted.</summary>
    public static string Mailbox(string name)
    {
        var encoded = new StringBuilder();
        var other = new StringBuilder();
        foreach (var c in name)
        {
            if (c is < ' ' or '\u007f')
                throw new ArgumentException("A mailbox's name cannot contain control characters.", nameof(name));
            if (c > '~')
            {
                other.Append(c);
                continue;
            }
            Flush();
            encoded.Append(c == '&' ? "&-" : c.ToString());
        }
        Flush();
        return Quote(encoded.ToString());

        void Flush()
        {
            if (other.Length > 0)
                encoded.Append('&').Append(Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes(other.ToString())).TrimEnd('=').Replace('/', ',')).Append('-');
            other.Clear();
        }
    }
}
