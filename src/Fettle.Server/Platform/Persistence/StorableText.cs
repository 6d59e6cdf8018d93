using System.Text;

namespace Fettle.Server.Platform.Persistence;

/// <summary>What both databases can keep as text: anything but U+0000 and halves of surrogate pairs.</summary>
public static class StorableText
{
    public static bool Is(ReadOnlySpan<char> text) =>
        !text.Contains('\0') && (text.IndexOfAnyInRange('\ud800', '\udfff') < 0 || IsWellFormed(text));

    /// <summary>The text without what cannot be kept: for what devices and mails say, which is taken as far as it can be.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Is(text))
            return text;
        var kept = new StringBuilder(text.Length);
        // Half a pair is read as the replacement character.
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value != 0)
                kept.Append(rune.ToString());
        }
        return kept.ToString();
    }

    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out var length) != System.Buffers.OperationStatus.Done)
                return false;
            text = text[length..];
        }
        return true;
    }
}
