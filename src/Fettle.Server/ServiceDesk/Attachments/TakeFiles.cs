using Fettle.Server.Platform.Blobs;
using Fettle.Server.Platform.Errors;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Fettle.Server.ServiceDesk.Attachments;

/// <summary>Reads the files out of a <c>multipart/form-data</c> request as they come in, straight to where they are kept.</summary>
internal sealed class TakeFiles(BlobStore blobs)
{
    private const int MostFiles = 10;
    private const int LongestName = 150;

    /// <exception cref="Invalid">The request has no file, too many, or is no form.</exception>
    /// <exception cref="TooLarge">A file is larger than the limit; what came before it is an orphan that is swept away.</exception>
    public async Task<IReadOnlyList<(string Name, Blob Blob)>> RunAsync(HttpContext context, CancellationToken cancel)
    {
        blobs.AllowUpload(context);
        var boundary = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? HeaderUtilities.RemoveQuotes(type.Boundary).Value
            : null;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > 200)
            throw new Invalid("file", "is not sent as multipart/form-data");

        var files = new List<(string, Blob)>();
        var reader = new MultipartReader(boundary, context.Request.Body);
        try
        {
            while (await reader.ReadNextSectionAsync(cancel) is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) || !disposition.IsFileDisposition())
                    continue;
                if (files.Count == MostFiles)
                    throw new Invalid("file", $"comes with more than {MostFiles - 1} others");
                var name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value;
                files.Add((Clean(name), await blobs.KeepAsync(section.Body, cancel)));
            }
        }
        catch (InvalidDataException e)
        {
            throw new Invalid("file", $"cannot be read: {e.Message.TrimEnd('.')}");
        }
        return files.Count > 0 ? files : throw new Invalid("file", "is missing");
    }

    public static void AddTo(TicketEntry entry, IEnumerable<(string Name, Blob Blob)> files) => entry.Attachments.AddRange(files.Select(f => new Attachment
    {
        OrganisationId = entry.OrganisationId,
        TicketId = entry.TicketId,
        Name = f.Name,
        Hash = f.Blob.Hash,
        Size = f.Blob.Size,
    }));

    /// <summary>The sender's name for the file without folders and without what cannot be seen; its ending is kept when it is cut.</summary>
    internal static string Clean(string? sent)
    {
        var last = (sent ?? "").Split('/', '\\')[^1];
        var name = string.Concat(last.EnumerateRunes().Where(r => !System.Text.Rune.IsControl(r)
            && System.Text.Rune.GetUnicodeCategory(r) is not (System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.Surrogate)
            && r.Value != 0xFFFD)).Trim(' ', '.');
        if (name.Length == 0)
            return "file";
        var ending = Path.GetExtension(name) is { Length: <= 10 } e ? e : "";
        return name.Length <= LongestName ? name : name[..(LongestName - ending.Length)] + ending;
    }
}
