using Fettle.Mail;
using Fettle.Server.Platform.Blobs;
using Fettle.Server.ServiceDesk.Attachments;

namespace Fettle.Server.ServiceDesk.Mail.Incoming;

/// <summary>Takes the files out of a mail. What decorates it (a logo, an icon, a picture of one dot) stays in the message, where its HTML shows it.</summary>
internal sealed class KeepFiles(BlobStore blobs, MailSettings settings)
{
    private const int MostFiles = 100;
    private const int SmallFile = 6 * 1024;
    private const int FileOfUnknownSize = 16 * 1024;
    private const int LowPicture = 160;
    private const int NarrowPicture = 100;

    /// <param name="Left">How many more there are in the message.</param>
    public sealed record Files(IReadOnlyList<(string Name, Blob Blob)> Kept, int Left);

    public async Task<Files> RunAsync(MailMessage mail, CancellationToken cancel)
    {
        var kept = new List<(string, Blob)>();
        var files = mail.Attachments.Where(a => !Decorates(a)).ToList();
        foreach (var file in files.Take(MostFiles))
        {
            await using var content = file.Open();
            kept.Add((TakeFiles.Clean(file.Name ?? NameFor(file)), await blobs.KeepAsync(content, settings.MaximumBytes, "The file is larger than the message that it came in.", cancel)));
        }
        return new(kept, files.Count - kept.Count);
    }

    /// <summary>Of pictures within the text the low and the narrow ones; a screen that somebody pasted in is neither.</summary>
    internal static bool Decorates(MailAttachment file)
    {
        if (!file.Inline || !file.Type.StartsWith("image/", StringComparison.Ordinal))
            return false;
        if (file.Size < SmallFile)
            return true;
        using var content = file.Open();
        return PictureSize.Read(content) is { } size ? size.Height < LowPicture || size.Width < NarrowPicture : file.Size < FileOfUnknownSize;
    }

    private static string NameFor(MailAttachment file) => file.Type switch
    {
        "message/rfc822" => "message.eml",
        "text/calendar" => "invitation.ics",
        "text/plain" => "text.txt",
        "text/html" => "page.html",
        _ when file.Type.StartsWith("image/", StringComparison.Ordinal) => $"picture.{Ending(file.Type)}",
        _ => "file",
    };

    private static string Ending(string type) => string.Concat(type[(type.IndexOf('/', StringComparison.Ordinal) + 1)..].TakeWhile(char.IsAsciiLetterOrDigit)) is { Length: > 0 and <= 8 } ending ? ending : "img";
}
