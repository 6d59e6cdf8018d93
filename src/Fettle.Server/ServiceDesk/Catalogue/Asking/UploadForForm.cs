using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Attachments;
using Fettle.Server.ServiceDesk.Catalogue.Offerings;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Asking;

/// <summary>Takes files for a form that is being filled in; their ids are the answer to a field that takes files. Within 12 hours.</summary>
internal sealed class UploadForForm(FettleDb db, CurrentPerson me, WhoSees sees, TakeFiles files, TimeProvider clock) : IUseCase
{
    public sealed record Uploaded(long Id, string Name, long Size);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
            "/portal/uploads", (HttpContext context, UploadForForm useCase, CancellationToken cancel) => useCase.RunAsync(context, cancel))
        .Accepts<IFormFile>("multipart/form-data");

    /// <exception cref="Forbidden">The caller has no portal.</exception>
    /// <exception cref="TooLarge">A file is larger than the limit, which the message states.</exception>
    public async Task<IReadOnlyList<Uploaded>> RunAsync(HttpContext context, CancellationToken cancel)
    {
        var (organisation, now) = (await sees.OwnOrganisationAsync(cancel), clock.GetUtcNow());
        var taken = await files.RunAsync(context, cancel);
        var tooOld = now - Upload.Kept;
        await db.Uploads.Where(u => u.At < tooOld).ExecuteDeleteAsync(cancel);
        var uploads = taken.Select(f => new Upload { OrganisationId = organisation, PersonId = me.Id, Name = f.Name, Hash = f.Blob.Hash, Size = f.Blob.Size, At = now }).ToList();
        db.AddRange(uploads);
        await db.SaveChangesAsync(cancel);
        return uploads.ConvertAll(u => new Uploaded(u.Id, u.Name, u.Size));
    }
}
