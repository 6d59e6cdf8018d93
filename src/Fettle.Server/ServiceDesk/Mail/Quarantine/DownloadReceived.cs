using Fettle.Server.People;
using Fettle.Server.Platform.Blobs;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Mail.Incoming;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NotFound = Fettle.Server.Platform.Errors.NotFound;

namespace Fettle.Server.ServiceDesk.Mail.Quarantine;

/// <summary>A message of the quarantine exactly as it came, to be saved and never shown.</summary>
internal sealed class DownloadReceived(FettleDb db, CurrentPerson me, BlobStore blobs) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/mail/quarantine/{id:long}/original", (long id, HttpContext context, DownloadReceived useCase, CancellationToken cancel) => useCase.RunAsync(id, context, cancel));

    /// <exception cref="NotFound">No such message in the quarantine of an organisation whose tickets the caller sees, or it is still on its mail server.</exception>
    public async Task<FileStreamHttpResult> RunAsync(long id, HttpContext context, CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var mail = await db.ReceivedMails.Where(m => m.Id == id && m.State == ReceiptState.Quarantined).Select(m => new { m.OrganisationId, m.Hash }).SingleOrDefaultAsync(cancel);
        if (mail?.Hash is null || !me.May(Permission.ViewTickets, mail.OrganisationId))
            throw new NotFound($"Mail {id}");
        var content = blobs.Open(mail.Hash) ?? throw new NotFound($"The content of mail {id}");
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return TypedResults.Stream(content, "application/octet-stream", $"message-{id}.eml");
    }
}
