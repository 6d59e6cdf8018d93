using Fettle.Mail.Mime;

namespace Fettle.Mail.Tnef;

/// <summary>What Outlook put into a winmail.dat: the files, and the text where the message itself has none.</summary>
internal sealed record Winmail(string? Text, string? Html, IReadOnlyList<WinmailFile> Attachments)
{
    public static bool Is(string type, string? name) =>
        type is "application/ms-tnef" or "application/vnd.ms-tnef" || string.Equals(name, "winmail.dat", StringComparison.OrdinalIgnoreCase);

    /// <summary>Null where it is none, is damaged at its start, or is larger than the limit.</summary>
    public static Winmail? Read(RawMail raw, MimePart part, MailLimits limits)
    {
        if (part.Length > limits.TnefBytes * 2L)
            return null;
        var bytes = PartContent.Read(raw, part, limits.TnefBytes, out var whole);
        return whole ? TnefReader.Read(bytes) : null;
    }
}

/// <summary>A file within a winmail.dat.</summary>
internal sealed record WinmailFile(string? Name, string Type, byte[] Content, string? ContentId);
