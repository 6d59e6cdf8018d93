using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Promises.Calendars;
using Fettle.Server.ServiceDesk.Promises.Clock;
using Fettle.Server.ServiceDesk.Promises.Escalation;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Promises.Levels;

/// <summary>
/// One press for what most desks promise, to begin with: Monday to Friday 8 to 17; P1 an answer within 1 hour and a solution within 4; the clocks stand
/// still while the ticket waits; whoever works it is told at 75 % and at the breach. Nothing is promised before somebody does this, or writes a level.
/// </summary>
internal sealed class SetUsualServiceLevel(FettleDb db, InForce levels, CreateServiceLevel create) : IUseCase
{
    private const int Hour = 60;
    private const int WorkingDay = 9 * Hour;

    private static readonly Goals[] Goals =
    [
        new(Priority.P1, 1 * Hour, 1 * Hour, 2 * Hour, 4 * Hour),
        new(Priority.P2, 2 * Hour, 4 * Hour, 4 * Hour, 1 * WorkingDay),
        new(Priority.P3, 4 * Hour, 1 * WorkingDay, null, 3 * WorkingDay),
        new(Priority.P4, 1 * WorkingDay, 2 * WorkingDay, null, 5 * WorkingDay),
        new(Priority.P5, 2 * WorkingDay, 3 * WorkingDay, null, 10 * WorkingDay),
    ];

    private static readonly EscalationStep[] Steps =
    [
        new(null, 75, null, RaisePriority: false, AssignTo: null, Told.Assignee, null, null),
        new(null, 100, null, RaisePriority: false, AssignTo: null, Told.Assignee, null, null),
    ];

    /// <param name="TimeZone">An IANA name: <c>Europe/Berlin</c>.</param>
    /// <param name="OrganisationId">Left out: for all organisations.</param>
    public sealed record Request(string TimeZone, long? OrganisationId = null);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/service-levels/usual", (Request request, SetUsualServiceLevel useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="NotFound">The organisation is not the caller's to see.</exception>
    /// <exception cref="Conflict">There is a level for all of these tickets already.</exception>
    public async Task<LevelView> RunAsync(Request request, CancellationToken cancel)
    {
        levels.RequireToManage(request.OrganisationId, $"Organisation {request.OrganisationId}");
        CheckRules.RequireZone(request.TimeZone, "timeZone");
        LevelView? view = null;
        await db.InTransactionAsync(
            async () =>
            {
                var calendar = BusinessCalendar.Of(request.OrganisationId, "Office hours", CalendarRules.Usual(request.TimeZone));
                db.Add(calendar);
                await db.SaveChangesAsync(cancel);
                view = await create.MakeAsync(
                    new("Usual", request.OrganisationId, null, null, calendar.Id, Goals, PauseForRequester: true, PauseForOther: true, Steps), cancel);
            },
            cancel);
        return view!;
    }
}
