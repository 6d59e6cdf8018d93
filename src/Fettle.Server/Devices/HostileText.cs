using System.Text;

namespace Fettle.Server.Devices;

/// <summary>What a device says about itself may be anything. It is kept as text, bounded, without what could mislead a reader or break a store.</summary>
internal static class HostileText
{
    /// <summary>One line: control and direction characters out, ends trimmed, at most <paramref name="longest"/> UTF-16 units, no half character.</summary>
    public static string Line(string? text, int longest)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var kept = new StringBuilder(Math.Min(text.Length, longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (kept.Length + rune.Utf16SequenceLength > longest)
                break;
            if (!Misleads(rune))
                kept.Append(rune);
        }
        return kept.ToString().Trim();
    }

    /// <summary>The same, or null where nothing is left.</summary>
    public static string? LineOrNull(string? text, int longest) => Line(text, longest) is { Length: > 0 } line ? line : null;

    /// <summary>Many lines, each character that does not belong replaced by one other, so that offsets stay what they were.</summary>
    public static string Lines(string text) => string.Create(text.Length, text, static (to, from) =>
    {
        for (var i = 0; i < from.Length; i++)
        {
            var c = from[i];
            var half = char.IsHighSurrogate(c) ? i + 1 >= from.Length || !char.IsLowSurrogate(from[i + 1])
                : char.IsLowSurrogate(c) && (i == 0 || !char.IsHighSurrogate(from[i - 1]));
            to[i] = half || (!char.IsSurrogate(c) && c is not ('\n' or '\r' or '\t') && Misleads(new Rune(c))) ? '\uFFFD' : c;
        }
    });

    // Unicode TR36 §3: controls and the bidirectional overrides, which make a text read otherwise than it is.
    private static bool Misleads(Rune rune) =>
        Rune.IsControl(rune) || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200E or 0x200F or 0xFEFF or 0x2028 or 0x2029;
}
