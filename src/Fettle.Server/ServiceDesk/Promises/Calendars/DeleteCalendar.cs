using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Promises.Calendars;

/// <summary>Takes a calendar away that no service level uses.</summary>
internal sealed class DeleteCalendar(FettleDb db, InForce levels) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapDelete("/calendars/{id:long}", (long id, DeleteCalendar useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such calendar, or not one that the caller may see.</exception>
    /// <exception cref="Conflict">A service level uses it.</exception>
    public async Task<NoContent> RunAsync(long id, CancellationToken cancel)
    {
        levels.RequireToManageSomewhere();
        var calendar = await db.BusinessCalendars.SingleOrDefaultAsync(c => c.Id == id, cancel) ?? throw new NotFound($"Calendar {id}");
        levels.RequireToManage(calendar.OrganisationId, $"Calendar {id}");
        if (await db.ServiceLevels.Where(l => l.CalendarId == id).Select(l => l.Name).FirstOrDefaultAsync(cancel) is { } user)
            throw new Conflict($"The service level “{user}” uses this calendar. Give it another one first.");
        db.Remove(calendar);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
