using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Announcements;

/// <summary>Takes an announcement away. The journal keeps what it said.</summary>
internal sealed class WithdrawAnnouncement(FettleDb db, ChangeAnnouncement change) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapDelete("/announcements/{id:long}", (long id, WithdrawAnnouncement useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such announcement that the caller may see.</exception>
    /// <exception cref="Forbidden">The caller does not manage the desk of each organisation that it is for.</exception>
    public async Task<NoContent> RunAsync(long id, CancellationToken cancel)
    {
        db.Remove(await change.FindAsync(id, cancel));
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
