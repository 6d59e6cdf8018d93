using System.Net;
using Fettle.Mail.Html;

namespace Fettle.Mail.Mime;

/// <summary>A piece of what a message says, as text, as HTML, or as both.</summary>
internal sealed record BodyPiece(string? Text, string? Html)
{
    public bool IsBlank => string.IsNullOrWhiteSpace(Text) && string.IsNullOrWhiteSpace(Html);

    /// <summary>For a message of which other pieces are HTML.</summary>
    public string TextAsHtml => $"<div style=\"white-space: pre-wrap\">{WebUtility.HtmlEncode(Text)}</div>";

    /// <summary>
    /// Some senders put text and HTML that say the same side by side, as if they were a mixture. They are one piece; so is a text beside blank ones.
    /// </summary>
    public static List<BodyPiece> WithoutRepetition(IEnumerable<BodyPiece> pieces)
    {
        var result = new List<BodyPiece>();
        foreach (var piece in pieces.Where(p => !p.IsBlank))
        {
            if (piece is { Text: null, Html: { } html } && result is [.., { Text: { } text, Html: null }] && SaysTheSame(text, HtmlText.Of(html)))
                result[^1] = new BodyPiece(text, html);
            else
                result.Add(piece);
        }
        return result;
    }

    private static bool SaysTheSame(string one, string other)
    {
        var (a, b) = (Letters(one), Letters(other));
        return a.Length > 0 && b.Length > 0 && (a.StartsWith(b, StringComparison.OrdinalIgnoreCase) || b.StartsWith(a, StringComparison.OrdinalIgnoreCase));
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit).Take(100));
}
