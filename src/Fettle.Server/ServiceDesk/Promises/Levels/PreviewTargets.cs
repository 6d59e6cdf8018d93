using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Promises.Calendars;
using Fettle.Server.ServiceDesk.Promises.Clock;

namespace Fettle.Server.ServiceDesk.Promises.Levels;

/// <summary>Says what a calendar and targets would mean before they are saved: "if one comes on Friday at 16:30, the first answer is due on Monday at 8:30".</summary>
internal sealed class PreviewTargets(InForce levels) : IUseCase
{
    private const int MostMinutes = 366 * 24 * 60;

    /// <param name="At">When the ticket would come, on the wall clock of the calendar's zone: <c>2026-03-27T16:30:00</c>.</param>
    /// <param name="Minutes">Targets, in minutes of working time.</param>
    public sealed record Request(CalendarRules Rules, DateTime At, IReadOnlyList<int> Minutes);

    /// <param name="DueAt">Null: the calendar has no such many hours.</param>
    /// <param name="Shown">The same on the wall clock of the calendar's zone.</param>
    public sealed record Due(int Minutes, DateTimeOffset? DueAt, DateTime? Shown);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/service-levels/preview", (Request request, PreviewTargets useCase) => useCase.Run(request));

    /// <exception cref="Invalid">The rules are none.</exception>
    public IReadOnlyList<Due> Run(Request request)
    {
        levels.RequireToManageSomewhere();
        if (request.Minutes.Count > 50 || request.Minutes.Any(m => m is < 1 or > MostMinutes))
            throw new Invalid("minutes", "has one that is not between a minute and a year, or more than 50");
        if (request.At.Year is < 1990 or > 2200)
            throw new Invalid("at", "is no time that a ticket would come");
        var rules = CheckRules.Check(request.Rules);
        var (hours, zone) = (new BusinessHours(rules), TimeZoneInfo.FindSystemTimeZoneById(rules.TimeZone));
        var start = WallClock.FirstInstantOf(request.At, zone);
        return
        [
            .. from minutes in request.Minutes
               let due = hours.After(start, TimeSpan.FromMinutes(minutes))
               select new Due(minutes, due, due is { } at ? TimeZoneInfo.ConvertTime(at, zone).DateTime : null)
        ];
    }
}
