using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Promises.Calendars;

/// <summary>The calendars of all organisations and of those where the caller sees tickets.</summary>
internal sealed class ListCalendars(FettleDb db, CurrentPerson me, InForce levels) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/calendars", (ListCalendars useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<IReadOnlyList<CalendarView>> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var calendars = await db.BusinessCalendars.AsNoTracking().OrderBy(c => c.Name).ThenBy(c => c.Id).ToListAsync(cancel);
        return [.. calendars.Where(c => levels.MaySee(c.OrganisationId)).Select(c => CalendarView.Of(c, levels.MayManage(c.OrganisationId)))];
    }
}
