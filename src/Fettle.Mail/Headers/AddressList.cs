using System.Text;

namespace Fettle.Mail.Headers;

/// <summary>
/// Mailboxes and groups (RFC 5322 §3.4, obsolete forms of §4.4 included), and what senders write instead: unquoted commas and dots in names, semicolons
/// between addresses, missing or doubled angle brackets.
/// </summary>
internal sealed class AddressList
{
    /// <summary>Longer ones are no names in which a comma is meant.</summary>
    private const int LongestName = 500;

    private readonly List<MailAddress> found = [];
    private readonly StringBuilder phrase = new();
    private readonly StringBuilder comment = new();
    private string? angle;
    private string? carried;
    private bool hasAt;
    private bool openComment;

    private AddressList()
    {
    }

    /// <summary>The mailboxes of all fields of that name, members of groups among them.</summary>
    public static IReadOnlyList<MailAddress> Parse(IEnumerable<string> values)
    {
        var list = new AddressList();
        foreach (var value in values)
            list.Read(value);
        return list.found;
    }

    private void Read(string text)
    {
        // Someone encoded the whole mailbox and not only its name.
        if (!text.Contains('@') && text.Contains("=?", StringComparison.Ordinal))
            text = EncodedWords.Decode(text);

        openComment = false;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"':
                    i = Quoted(text, i);
                    break;
                case '(' when !openComment:
                    i = Comment(text, i);
                    break;
                case '<':
                    i = Angle(text, i);
                    break;
                case '=' when text.AsSpan(i).StartsWith("=?") && EndOfEncodedWord(text, i) is var end && end > i:
                    // Commas and brackets within an encoded word are its own.
                    phrase.Append(text, i, end - i);
                    i = end - 1;
                    break;
                case ',':
                    EndMailbox(mayContinue: true);
                    break;
                case ';':
                    EndMailbox(mayContinue: false);
                    break;
                case ':' when angle is null && !hasAt && IsGroup(text, i):
                    phrase.Clear();
                    carried = null;
                    break;
                case ' ' or '\t' when phrase.Length > 0 && phrase[^1] == ' ':
                    break;
                case '\t':
                    phrase.Append(' ');
                    break;
                default:
                    hasAt |= text[i] == '@';
                    phrase.Append(text[i]);
                    break;
            }
        }
        EndMailbox(mayContinue: false);
    }

    /// <summary>A group's name ends in a colon, but "mailto:x@y" is an address.</summary>
    private static bool IsGroup(string text, int colon) => !text.AsSpan(0, colon).EndsWith("mailto", StringComparison.OrdinalIgnoreCase);

    private int Quoted(string text, int start)
    {
        var quoted = new StringBuilder();
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                quoted.Append(text[++i]);
            }
            else if (text[i] == '"')
            {
                // A quoted local part stays quoted: "john smith"@example.com.
                var local = i + 1 < text.Length && text[i + 1] == '@';
                phrase.Append(local ? $"\"{quoted}\"" : quoted);
                return i;
            }
            else
            {
                quoted.Append(text[i]);
            }
        }
        // No closing quote: the opening one is a mere character.
        return start;
    }

    private int Comment(string text, int start)
    {
        var depth = 0;
        // Behind an address it is the name, as it was before there were phrases (RFC 822 §A.1); before and within one it is a mere comment.
        var before = comment.Length;
        var isName = angle is not null || hasAt;
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                comment.Append(text[++i]);
                continue;
            }
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (depth == 0)
            {
                comment.Length = isName ? comment.Length : before;
                if (isName)
                    phrase.Append(' ');
                return i;
            }
            if (i > start)
                comment.Append(text[i]);
        }
        // No closing bracket: not a comment, and none of those that follow is.
        openComment = true;
        comment.Clear();
        phrase.Append('(');
        return start;
    }

    private int Angle(string text, int start)
    {
        while (start + 1 < text.Length && text[start + 1] == '<')
            start++;
        var end = text.IndexOf('>', start);
        var comma = text.IndexOfAny([',', ';'], start);
        if (end < 0)
            end = comma < 0 ? text.Length : comma;
        var inside = text[(start + 1)..end].Trim();
        // A route (RFC 5322 §4.4): <@a,@b:user@host>.
        if (inside.StartsWith('@') && inside.IndexOf(':') is > 0 and var colon)
            inside = inside[(colon + 1)..];
        if (angle is null || !angle.Contains('@'))
            angle = inside;
        while (end + 1 < text.Length && text[end + 1] == '>')
            end++;
        return text.Length > end && text[end] == '>' ? end : end - 1;
    }

    private static int EndOfEncodedWord(string text, int start)
    {
        var charset = text.IndexOf('?', start + 2);
        if (charset < 0 || charset + 3 >= text.Length || text[charset + 2] != '?')
            return start;
        var end = text.IndexOf("?=", charset + 3, StringComparison.Ordinal);
        return end < 0 ? start : end + 2;
    }

    private void EndMailbox(bool mayContinue)
    {
        var name = phrase.ToString().Trim();
        hasAt = false;
        if (angle is null && mayContinue && name.Length > 0 && !name.Contains('@') && (carried?.Length ?? 0) + name.Length < LongestName)
        {
            // "Doe, John <john@example.com>": the comma belongs to the name.
            carried = carried is null ? name : $"{carried}, {name}";
            phrase.Clear();
            comment.Clear();
            return;
        }
        if (angle is not null)
            Add(carried is null ? name : $"{carried}, {name}", angle);
        else
            AddBare(name);
        carried = null;
        angle = null;
        phrase.Clear();
        comment.Clear();
    }

    private void AddBare(string text)
    {
        foreach (var alone in carried?.Split(", ") ?? [])
            AddLocal(alone);
        if (text.Length == 0)
            return;
        if (!text.Contains('@'))
        {
            AddLocal(text);
            return;
        }
        // Someone encoded the whole mailbox and not only its name.
        if (text.Contains("=?", StringComparison.Ordinal) && EncodedWords.Decode(text) is var decoded && decoded.Contains('<') && !decoded.Contains("=?", StringComparison.Ordinal))
        {
            found.AddRange(Parse([decoded]));
            return;
        }
        // White space around dots and at signs is obsolete, but allowed (RFC 5322 §4.4).
        if (text.Contains(" .", StringComparison.Ordinal) || text.Contains(" @", StringComparison.Ordinal) || text.Contains("@ ", StringComparison.Ordinal))
            text = string.Join('.', text.Split('.', StringSplitOptions.TrimEntries)).Replace(" @", "@", StringComparison.Ordinal).Replace("@ ", "@", StringComparison.Ordinal);
        // "john@example.com John" and "John john@example.com" have forgotten their brackets.
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var address = Array.FindLast(words, w => w.Contains('@') && !w.StartsWith('@') && !w.EndsWith('@'));
        if (text.Contains('"'))
            Add("", text);
        else if (address is null)
            Add("", string.Concat(words));
        else
            Add(string.Join(' ', words.Where(w => !ReferenceEquals(w, address) && w != address)), address);
    }

    /// <summary>An address without a domain, as a machine's own mail has it: "root".</summary>
    private void AddLocal(string text)
    {
        if (text.Length > 0 && !text.AsSpan().ContainsAny(" \t"))
            Add("", text);
    }

    private void Add(string name, string address)
    {
        address = MailboxText.Address(address);
        if (name.Length == 0 && comment.Length > 0)
            name = comment.ToString();
        // "undisclosed-recipients:@example.com;" stands for nobody.
        if (address.Length == 0 || address.StartsWith("undisclosed", StringComparison.OrdinalIgnoreCase))
            return;
        found.Add(new MailAddress(MailboxText.Name(name), address));
    }
}
