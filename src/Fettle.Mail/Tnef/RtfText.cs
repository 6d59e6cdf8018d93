using System.Globalization;
using System.Text;
using Fettle.Mail.Text;

namespace Fettle.Mail.Tnef;

/// <summary>
/// The text of RTF, or the HTML that Outlook has wrapped into it ([MS-OXRTFEX]: "\fromhtml1", tags in "\*\htmltag", what is only for RTF between
/// "\htmlrtf" and "\htmlrtf0").
/// </summary>
internal sealed class RtfText
{
    private static readonly HashSet<string> Skipped =
        ["fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "footer", "themedata", "datastore", "generator", "listtable", "listoverridetable", "xmlnstbl", "rsidtbl", "mmathPr", "pntext"];

    private readonly byte[] rtf;
    private readonly StringBuilder text = new();
    private readonly List<byte> pending = [];
    private readonly Stack<Group> groups = new();
    private Group group = new(Skip: false, HtmlRtf: false, Tag: false, UnicodeSkip: 1);
    private int at;
    private int codePage = 1252;
    private int toSkip;
    private bool isHtml;

    private RtfText(byte[] rtf) => this.rtf = rtf;

    /// <summary>Whether <c>Text</c> is HTML.</summary>
    public static (string Text, bool IsHtml) Read(byte[] rtf)
    {
        var reader = new RtfText(rtf);
        reader.Run();
        return (reader.text.ToString(), reader.isHtml);
    }

    private void Run()
    {
        while (at < rtf.Length)
        {
            var b = rtf[at++];
            switch (b)
            {
                case (byte)'{':
                    groups.Push(group);
                    break;
                case (byte)'}':
                    Flush();
                    if (groups.TryPop(out var outer))
                        group = outer;
                    break;
                case (byte)'\\':
                    Control();
                    break;
                case (byte)'\r' or (byte)'\n' or 0:
                    break;
                default:
                    Put(b);
                    break;
            }
        }
        Flush();
    }

    private void Control()
    {
        if (at >= rtf.Length)
            return;
        var c = (char)rtf[at];
        if (!char.IsAsciiLetter(c))
        {
            at++;
            Symbol(c);
            return;
        }
        var start = at;
        while (at < rtf.Length && char.IsAsciiLetter((char)rtf[at]))
            at++;
        var word = Encoding.ASCII.GetString(rtf, start, at - start);
        start = at;
        while (at < rtf.Length && (char.IsAsciiDigit((char)rtf[at]) || (at == start && rtf[at] == '-')))
            at++;
        int? number = int.TryParse(Encoding.ASCII.GetString(rtf, start, at - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
        if (at < rtf.Length && rtf[at] == ' ')
            at++;
        Word(word, number);
    }

    private void Symbol(char c)
    {
        switch (c)
        {
            case '\'' when at + 1 < rtf.Length && char.IsAsciiHexDigit((char)rtf[at]) && char.IsAsciiHexDigit((char)rtf[at + 1]):
                Put(Convert.FromHexString(Encoding.ASCII.GetString(rtf, at, 2))[0]);
                at += 2;
                break;
            case '\\' or '{' or '}':
                Put((byte)c);
                break;
            case '~':
                Write(" ");
                break;
            case '_':
                Write("-");
                break;
            case '*':
                // A destination that not everybody knows: of all of them only the tags of HTML matter.
                group = group with { Skip = group.Skip || !NextIs("\\htmltag") };
                break;
            case '\r' or '\n':
                Write("\n");
                break;
        }
    }

    private void Word(string word, int? number)
    {
        switch (word)
        {
            case "ansicpg" when number is > 0:
                codePage = number.Value;
                break;
            case "fromhtml":
                isHtml = true;
                break;
            case "htmlrtf":
                Flush();
                group = group with { HtmlRtf = number != 0 };
                break;
            case "htmltag":
                Flush();
                group = group with { Tag = true };
                break;
            case "uc":
                group = group with { UnicodeSkip = Math.Clamp(number ?? 1, 0, 10) };
                break;
            case "u" when number is { } code:
                Write(((char)(ushort)code).ToString());
                toSkip = group.UnicodeSkip;
                break;
            case "par" or "line" or "row" or "sect" or "page":
                Write("\n");
                break;
            case "tab" or "cell":
                Write("\t");
                break;
            case "lquote" or "rquote" or "ldblquote" or "rdblquote" or "endash" or "emdash" or "bullet" or "emspace" or "enspace":
                Write(word switch { "lquote" => "‘", "rquote" => "’", "ldblquote" => "“", "rdblquote" => "”", "endash" => "–", "emdash" => "—", "bullet" => "•", _ => " " });
                break;
            case "bin":
                at = (int)Math.Min(rtf.Length, at + (long)Math.Max(0, number ?? 0));
                break;
            case var other when Skipped.Contains(other):
                group = group with { Skip = true };
                break;
        }
    }

    private bool NextIs(string word) => rtf.AsSpan(at).StartsWith(Encoding.ASCII.GetBytes(word));

    private void Put(byte b)
    {
        if (toSkip > 0)
            toSkip--;
        else if (!group.Skip && !group.HtmlRtf)
            pending.Add(b);
    }

    private void Write(string characters)
    {
        Flush();
        if (!group.Skip && !group.HtmlRtf)
            text.Append(characters);
    }

    private void Flush()
    {
        if (pending.Count > 0)
            text.Append((CharsetName.Find(codePage == 65001 ? "utf-8" : $"windows-{codePage}") ?? CharsetName.OfCodePage(1252)).Decode(pending.ToArray()));
        pending.Clear();
    }

    private readonly record struct Group(bool Skip, bool HtmlRtf, bool Tag, int UnicodeSkip);
}
