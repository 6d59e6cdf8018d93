using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Personal;

/// <summary>Takes one of the caller's reminders away.</summary>
internal sealed class ForgetReminder(FettleDb db, CurrentPerson me) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapDelete(
        "/reminders/{reminderId:long}", (long reminderId, ForgetReminder useCase, CancellationToken cancel) => useCase.RunAsync(reminderId, cancel));

    /// <exception cref="NotFound">The caller has no such reminder.</exception>
    public async Task<NoContent> RunAsync(long reminderId, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        if (await db.Reminders.Where(r => r.Id == reminderId && r.PersonId == me.Id).ExecuteDeleteAsync(cancel) == 0)
            throw new NotFound($"Reminder {reminderId}");
        return TypedResults.NoContent();
    }
}
