using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Promises.Clock;

namespace Fettle.Server.ServiceDesk.Promises.Calendars;

/// <summary>Adds a calendar of working hours.</summary>
internal sealed class CreateCalendar(FettleDb db, InForce levels) : IUseCase
{
    /// <param name="OrganisationId">Left out: of all organisations.</param>
    public sealed record Request(string Name, CalendarRules Rules, long? OrganisationId = null);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/calendars", (Request request, CreateCalendar useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="NotFound">The organisation is not the caller's to see.</exception>
    /// <exception cref="Forbidden">The caller does not manage the desk there.</exception>
    /// <exception cref="Invalid">The rules are none.</exception>
    public async Task<CalendarView> RunAsync(Request request, CancellationToken cancel)
    {
        levels.RequireToManage(request.OrganisationId, $"Organisation {request.OrganisationId}");
        var calendar = BusinessCalendar.Of(request.OrganisationId, Demand.Text(request.Name, "name", longest: 80), CheckRules.Check(request.Rules));
        db.Add(calendar);
        await db.SaveChangesAsync(cancel);
        return CalendarView.Of(calendar, mayChange: true);
    }
}
