using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Chats;

/// <summary>The caller answers chats from now on, or no longer. Their page repeats it; who is not heard of is not there.</summary>
internal sealed class AttendChats(FettleDb db, CurrentPerson me, TimeProvider clock) : IUseCase
{
    public sealed record Request(bool There);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/chats/attendance", (Request request, AttendChats useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="Forbidden">The caller works tickets nowhere.</exception>
    public async Task<NoContent> RunAsync(Request request, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        var until = clock.GetUtcNow() + Attendance.Lasts;
        if (!request.There)
            await db.ChatAttendants.Where(a => a.PersonId == me.Id).ExecuteDeleteAsync(cancel);
        else if (await db.ChatAttendants.Where(a => a.PersonId == me.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.Until, until), cancel) == 0)
        {
            // Of two pages that begin at once the second is told so (409), and says it again by itself.
            db.Add(new ChatAttendant { PersonId = me.Id, Until = until });
            await db.SaveChangesAsync(cancel);
        }
        return TypedResults.NoContent();
    }
}
