using System.Collections.Concurrent;
using Fettle.Server.ServiceDesk.Promises.Clock;

namespace Fettle.Server.ServiceDesk.Promises;

/// <summary>Calendars that are ready to measure with, kept from one ticket to the next: each remembers the days that it was asked for.</summary>
internal sealed class CompiledCalendars
{
    private readonly ConcurrentDictionary<long, (long Version, BusinessHours Hours)> _known = new();

    public BusinessHours Of(BusinessCalendar calendar) => _known.AddOrUpdate(
        calendar.Id,
        _ => (calendar.Version, new(calendar.Read())),
        (_, known) => known.Version == calendar.Version ? known : (calendar.Version, new(calendar.Read()))).Hours;
}
