using Fettle.Server.ServiceDesk.Promises.Clock;
using Fettle.Server.ServiceDesk.Promises.Recomputing;

namespace Fettle.Server.ServiceDesk.Promises.Calendars;

/// <param name="OrganisationId">Null: of all organisations.</param>
/// <param name="MayChange">Whether the caller manages the desk there.</param>
/// <param name="Recomputation">What the change set going; null when it was only read.</param>
internal sealed record CalendarView(long Id, long? OrganisationId, string Name, CalendarRules Rules, bool MayChange, RecomputationStarted? Recomputation = null)
{
    public static CalendarView Of(BusinessCalendar calendar, bool mayChange, RecomputationStarted? recomputation = null) =>
        new(calendar.Id, calendar.OrganisationId, calendar.Name, calendar.Read(), mayChange, recomputation);
}
