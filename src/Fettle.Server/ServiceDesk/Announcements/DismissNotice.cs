using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Announcements;

/// <summary>Puts a notice away, for oneself. It comes back when it is said anew.</summary>
internal sealed class DismissNotice(FettleDb db, CurrentPerson me, ListNotices notices, TimeProvider clock) : IUseCase
{
    /// <param name="Key">As the list of notices has it.</param>
    public sealed record Request(string Key);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/portal/notices/dismissed", (Request request, DismissNotice useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="Forbidden">The caller has no portal.</exception>
    /// <exception cref="NotFound">No such notice is shown to the caller.</exception>
    public async Task<NoContent> RunAsync(Request request, CancellationToken cancel)
    {
        if ((await notices.AllAsync(cancel)).TrueForAll(n => n.Key != request.Key))
            throw new NotFound("The notice");
        if (!await db.DismissedNotices.AnyAsync(d => d.PersonId == me.Id && d.Key == request.Key, cancel))
        {
            db.Add(new DismissedNotice { PersonId = me.Id, Key = request.Key, At = clock.GetUtcNow() });
            await db.SaveChangesAsync(cancel);
        }
        return TypedResults.NoContent();
    }
}
