using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.ServiceDesk.Promises;
using Fettle.Server.ServiceDesk.Templates;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Recurring;

/// <summary>When tickets are made from a template.</summary>
/// <param name="DayOfMonth">1 to 31, -1 for the last; left out: the day of <paramref name="From"/>.</param>
/// <param name="Time">On the wall of <paramref name="TimeZone"/>.</param>
/// <param name="CalendarId">Whose holidays count; left out: no day is closed.</param>
internal sealed record RecurringRequest(
    long TemplateId, Every Every, TimeOnly Time, string TimeZone, DateOnly From, int Interval = 1, IReadOnlyList<DayOfWeek>? Weekdays = null, int DayOfMonth = 0,
    DateOnly? Until = null, long? CalendarId = null, WhenClosed WhenClosed = WhenClosed.Anyway, bool Enabled = true);

/// <param name="NextAt">When the next ticket is made; null: none.</param>
/// <param name="LastTicket">The last that was made.</param>
internal sealed record RecurringView(
    long Id, long OrganisationId, long TemplateId, string Template, Every Every, int Interval, IReadOnlyList<DayOfWeek> Weekdays, int DayOfMonth, TimeOnly Time, string TimeZone,
    DateOnly From, DateOnly? Until, long? CalendarId, WhenClosed WhenClosed, bool Enabled, DateTimeOffset? NextAt, long? LastTicket)
{
    public static RecurringView Of(RecurringTicket recurring, string template, long? last)
    {
        var r = recurring.Read();
        return new(
            recurring.Id, recurring.OrganisationId, recurring.TemplateId, template, r.Every, r.Interval, r.Weekdays, r.DayOfMonth, r.Time, r.TimeZone, r.From, r.Until,
            recurring.CalendarId, recurring.WhenClosed, recurring.Enabled, recurring.NextAt, last);
    }
}

/// <summary>Takes a recurring ticket for a change, and reads what it is to be.</summary>
internal sealed class OneRecurring(FettleDb db, CurrentPerson me, CompiledCalendars calendars, TimeProvider clock)
{
    private const int LongestInterval = 400;

    /// <exception cref="NotFound">None such in an organisation whose desk the caller manages.</exception>
    public async Task<RecurringTicket> RequireAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.ManageServiceDesk);
        var recurring = await db.RecurringTickets.SingleOrDefaultAsync(r => r.Id == id, cancel);
        return recurring is not null && me.May(Permission.ManageServiceDesk, recurring.OrganisationId) ? recurring : throw new NotFound($"Recurring ticket {id}");
    }

    /// <exception cref="NotFound">No such template in an organisation whose desk the caller manages.</exception>
    public async Task<TicketTemplate> TemplateAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.ManageServiceDesk);
        var template = await db.TicketTemplates.AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, cancel);
        return template is not null && me.May(Permission.ManageServiceDesk, template.OrganisationId) ? template : throw new NotFound($"Template {id}");
    }

    /// <exception cref="Invalid">The rule makes no sense, or names a zone or calendar that is not there.</exception>
    public async Task SetAsync(RecurringTicket recurring, RecurringRequest request, CancellationToken cancel)
    {
        if (request.Interval is < 1 or > LongestInterval)
            throw new Invalid("interval", $"is not between 1 and {LongestInterval}");
        if (request.DayOfMonth is < -1 or > 31)
            throw new Invalid("dayOfMonth", "is neither 1 to 31 nor -1 for the last");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(Demand.Text(request.TimeZone, "timeZone", longest: 100), out _))
            throw new Invalid("timeZone", "is no zone such as Europe/Berlin");
        if (request.From.Year is < 2000 or > 9000 || request.Until < request.From)
            throw new Invalid("until", "is before it begins, or it begins at no time");
        var calendar = request.CalendarId is not { } id ? null
            : await db.BusinessCalendars.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && (c.OrganisationId == null || c.OrganisationId == recurring.OrganisationId), cancel)
                ?? throw new Invalid("calendarId", "is no calendar of this organisation");
        var rule = new Recurrence(
            Demand.Known(request.Every, "every"), request.Interval, [.. (request.Weekdays ?? []).Select(d => Demand.Known(d, "weekdays")).Distinct().Order()], request.DayOfMonth,
            request.Time, request.TimeZone.Trim(), request.From, request.Until);
        recurring.Become(
            request.TemplateId, rule, calendar?.Id, Demand.Known(request.WhenClosed, "whenClosed"), request.Enabled, calendar is null ? null : calendars.Of(calendar),
            clock.GetUtcNow());
    }
}
