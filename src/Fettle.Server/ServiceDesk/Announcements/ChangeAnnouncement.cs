using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Announcements;

/// <summary>Says it otherwise, or for longer. Whoever had put it away is shown it again.</summary>
internal sealed class ChangeAnnouncement(FettleDb db, CurrentPerson me, ListAnnouncements announcements, Announce announce) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/announcements/{id:long}",
        (long id, Announce.Request request, ChangeAnnouncement useCase, CancellationToken cancel) => useCase.RunAsync(id, request, cancel));

    /// <exception cref="NotFound">No such announcement that the caller may see.</exception>
    /// <exception cref="Forbidden">The caller does not manage the desk of each organisation that it is or was for.</exception>
    public async Task<ListAnnouncements.Item> RunAsync(long id, Announce.Request request, CancellationToken cancel)
    {
        var announcement = await FindAsync(id, cancel);
        announce.Set(announcement, request);
        await db.SaveChangesAsync(cancel);
        return announcements.Of(announcement);
    }

    /// <summary>One that the caller may change.</summary>
    public async Task<Announcement> FindAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.ManageServiceDesk);
        var announcement = await db.Announcements.SingleOrDefaultAsync(a => a.Id == id, cancel);
        if (announcement is null || !announcements.MaySee(announcement))
            throw new NotFound($"Announcement {id}");
        return announcements.MayManage(announcement.Organisations) ? announcement : throw new Forbidden("It is for organisations whose desk you do not manage, too.");
    }
}
