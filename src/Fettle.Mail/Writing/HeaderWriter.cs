using System.Globalization;
using System.Text;

namespace Fettle.Mail.Writing;

/// <summary>Writes fields, folded at 78 characters (RFC 5322 §2.1.1). No value can begin another field.</summary>
internal sealed class HeaderWriter
{
    private const int LineLength = 78;
    private static readonly IdnMapping Idn = new();
    private readonly StringBuilder header = new();

    /// <summary>A value of ASCII words, folded between them.</summary>
    public void Add(string name, string value) => Add(name, Clean(value).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Free text (RFC 5322 §3.2.5), in encoded words where it needs them.</summary>
    public void Text(string name, string value) => Add(name, EncodedWordWriter.Text(Clean(value)));

    public void Addresses(string name, IReadOnlyList<MailAddress> addresses)
    {
        if (addresses.Count == 0)
            return;
        var words = new List<string>();
        foreach (var address in addresses)
        {
            if (address.Name is { } display && Clean(display) is { Length: > 0 } clean)
                words.AddRange(EncodedWordWriter.Phrase(clean));
            words.Add($"<{Address(address.Address)}>,");
        }
        words[^1] = words[^1][..^1];
        Add(name, words);
    }

    public void Ids(string name, IReadOnlyList<string> ids)
    {
        foreach (var id in ids)
        {
            if (id is not ['<', .., '>'] || id.Length > 900 || !Ascii.IsValid(id) || id.AsSpan(1, id.Length - 2).ContainsAny(" \t\r\n\0<>"))
                throw new ArgumentException($"\"{Clean(id)}\" is no message id.", nameof(ids));
        }
        if (ids.Count > 0)
            Add(name, ids);
    }

    public override string ToString() => header.ToString();

    /// <summary>The domain in punycode (RFC 5891), so that only a local part outside of ASCII needs SMTPUTF8.</summary>
    internal static string Address(string address)
    {
        var at = address.LastIndexOf('@');
        if (at < 1 || at == address.Length - 1 || address.AsSpan().IndexOfAnyInRange('\0', ' ') >= 0 || address.AsSpan().ContainsAny("<>(),;:\\\"[]\u007f") || address.AsSpan(0, at).Contains('@'))
            throw new ArgumentException($"\"{Clean(address)}\" is no address.", nameof(address));
        var domain = address[(at + 1)..];
        return Ascii.IsValid(domain) ? address : $"{address[..at]}@{Idn.GetAscii(domain)}";
    }

    /// <summary>Without control characters and line separators, which could end the field.</summary>
    private static string Clean(string value) =>
        string.Concat(value.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));

    private void Add(string name, IReadOnlyList<string> words)
    {
        if (name.Length == 0 || name.Length > 60 || name.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0 || name.Contains(':'))
            throw new ArgumentException($"\"{Clean(name)}\" is no name of a field.", nameof(name));
        header.Append(name).Append(':');
        var length = name.Length + 1;
        foreach (var word in words)
        {
            if (length + 1 + word.Length > LineLength && length > name.Length + 1)
            {
                header.Append("\r\n");
                length = 0;
            }
            header.Append(' ').Append(word);
            length += 1 + word.Length;
        }
        header.Append("\r\n");
    }
}
