using System.Globalization;
using System.Text;

namespace Fettle.Server.Platform.Search;

/// <summary>
/// How text becomes words, the same for both databases: runs of letters and digits, lower case, Latin letters without their accents, so that
/// "Müller" is found by "muller" and "srv-01" by "srv". Done here because globalisation is invariant (no Unicode normalisation) and PostgreSQL's
/// own parser takes host names and signed numbers for single words.
/// </summary>
internal static class Words
{
    private const int LongestWord = 64;

    // The letters from U+00C0 and from U+1E00 by their bases, a point where there is none.
    private const string FromC0 =
        "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggg"
        + "gggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    private const string From1E00 =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrr"
        + "ssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy....s.aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
        + "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

    public static IEnumerable<string> Of(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
                word.Append(Fold(rune));
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark))
                foreach (var ended in End())
                    yield return ended;
        }
        foreach (var ended in End())
            yield return ended;

        IEnumerable<string> End()
        {
            if (word.Length == 0)
                yield break;
            yield return word.ToString(0, Math.Min(word.Length, LongestWord));
            word.Clear();
        }
    }

    /// <summary>The words with one space between, at most so many characters of them.</summary>
    public static string Joined(string? text, int atMost)
    {
        var joined = new StringBuilder();
        foreach (var word in Of(text ?? ""))
        {
            if (joined.Length + word.Length >= atMost)
                break;
            joined.Append(joined.Length == 0 ? "" : " ").Append(word);
        }
        return joined.ToString();
    }

    private static string Fold(Rune rune)
    {
        var lower = Rune.ToLowerInvariant(rune);
        var folded = lower.Value switch
        {
            < 0xC0 => '.',
            < 0x180 => FromC0[lower.Value - 0xC0],
            >= 0x1E00 and < 0x1F00 => From1E00[lower.Value - 0x1E00],
            _ => '.',
        };
        return folded == '.' ? lower.ToString() : folded.ToString();
    }
}
