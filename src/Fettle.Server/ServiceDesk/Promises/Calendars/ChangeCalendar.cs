using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Promises.Clock;
using Fettle.Server.ServiceDesk.Promises.Recomputing;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Promises.Calendars;

/// <summary>Changes a calendar's name or hours. What is due by it is computed anew; the answer says for how many tickets.</summary>
internal sealed class ChangeCalendar(FettleDb db, InForce levels, StartRecomputation recomputation) : IUseCase
{
    public sealed record Request(string Name, CalendarRules Rules);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/calendars/{id:long}", (long id, Request request, ChangeCalendar useCase, CancellationToken cancel) => useCase.RunAsync(id, request, cancel));

    /// <exception cref="NotFound">No such calendar, or not one that the caller may see.</exception>
    /// <exception cref="Forbidden">The caller does not manage the desk there.</exception>
    /// <exception cref="Invalid">The rules are none.</exception>
    public async Task<CalendarView> RunAsync(long id, Request request, CancellationToken cancel)
    {
        levels.RequireToManageSomewhere();
        CalendarView? view = null;
        await db.InTransactionAsync(
            async () =>
            {
                var calendar = await db.BusinessCalendars.AsTracking().SingleOrDefaultAsync(c => c.Id == id, cancel) ?? throw new NotFound($"Calendar {id}");
                levels.RequireToManage(calendar.OrganisationId, $"Calendar {id}");
                var was = calendar.Rules;
                calendar.Change(Demand.Text(request.Name, "name", longest: 80), CheckRules.Check(request.Rules));
                await db.SaveChangesAsync(cancel);
                var used = was != calendar.Rules && await db.ServiceLevels.AnyAsync(l => l.CalendarId == id, cancel);
                view = CalendarView.Of(
                    calendar, mayChange: true, used ? await recomputation.RunAsync(calendar.OrganisationId, $"the calendar “{calendar.Name}” was changed", cancel) : null);
            },
            cancel);
        return view!;
    }
}
