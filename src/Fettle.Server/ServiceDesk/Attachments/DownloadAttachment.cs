using Fettle.Server.People;
using Fettle.Server.Platform.Blobs;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Portal;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NotFound = Fettle.Server.Platform.Errors.NotFound;

namespace Fettle.Server.ServiceDesk.Attachments;

/// <summary>
/// A file's bytes. Anybody may have sent them, so a browser is told to save and not to show them, to guess nothing and to run nothing; pictures of the
/// kinds that hold no script may be shown.
/// </summary>
internal sealed class DownloadAttachment(FettleDb db, CurrentPerson me, OwnTickets own, BlobStore blobs) : IUseCase
{
    private static readonly Dictionary<string, string> Pictures = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".webp"] = "image/webp",
    };

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/attachments/{id:long}",
        (long id, HttpContext context, DownloadAttachment useCase, CancellationToken cancel) => useCase.RunAsync(id, context, cancel));

    /// <exception cref="NotFound">No such file on a ticket that the caller may read.</exception>
    public async Task<FileStreamHttpResult> RunAsync(long id, HttpContext context, CancellationToken cancel)
    {
        if (!me.May(Permission.ViewTickets))
            me.Require(Permission.UsePortal);
        var file = await (from a in db.Attachments
                          where a.Id == id
                          join e in db.TicketEntries on a.EntryId equals e.Id
                          select new { a.Name, a.Hash, a.OrganisationId, a.TicketId, e.Public }).SingleOrDefaultAsync(cancel);
        if (file is null || !(me.May(Permission.ViewTickets, file.OrganisationId) || (file.Public && await own.All().AnyAsync(t => t.Id == file.TicketId, cancel))))
            throw new NotFound($"File {id}");
        var content = blobs.Open(file.Hash) ?? throw new NotFound($"The content of file {id}");

        var picture = Pictures.GetValueOrDefault(Path.GetExtension(file.Name));
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        context.Response.Headers.CacheControl = "private, max-age=3600";
        return TypedResults.Stream(content, picture ?? "application/octet-stream", picture is null ? file.Name : null, enableRangeProcessing: true);
    }
}
