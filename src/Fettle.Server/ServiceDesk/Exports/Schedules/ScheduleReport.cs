using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Reports;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Exports.Schedules;

/// <summary>Has a report of an organisation sent by mail, every day, week or month, to people who work tickets there.</summary>
internal sealed class ScheduleReport(FettleDb db, CurrentPerson me, IPeople people, ListSchedules schedules, TimeProvider clock) : IUseCase
{
    private const int MostRecipients = 50;

    /// <param name="Query">For <c>desk</c> what it is grouped by; for <c>tickets</c> the filters of the list, as in its address.</param>
    /// <param name="AtMinute">Minutes after midnight in <paramref name="TimeZone"/>.</param>
    public sealed record Request(
        long OrganisationId, string Name, ReportKind Kind, string? Query, ExportFormat Format, IReadOnlyList<long> Recipients, ReportEvery Every, int AtMinute, string TimeZone);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/report-schedules", (Request request, ScheduleReport useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="NotFound">No such organisation where the caller sees tickets.</exception>
    /// <exception cref="Forbidden">The caller does not manage the desk there.</exception>
    /// <exception cref="Invalid">A recipient does not work tickets there, or the query, time or zone is none.</exception>
    public async Task<ListSchedules.Item> RunAsync(Request request, CancellationToken cancel)
    {
        me.Require(Permission.ManageServiceDesk);
        if (!me.May(Permission.ViewTickets, request.OrganisationId))
            throw new NotFound($"Organisation {request.OrganisationId}");
        me.Require(Permission.ManageServiceDesk, request.OrganisationId);
        var kind = Demand.Known(request.Kind, "kind");
        var recipients = request.Recipients.Distinct().ToList();
        if (recipients.Count is 0 or > MostRecipients)
            throw new Invalid("recipients", $"are not between 1 and {MostRecipients}");
        var technicians = (await people.TechniciansAsync(request.OrganisationId, cancel)).Select(t => t.Id).ToHashSet();
        if (!recipients.TrueForAll(technicians.Contains))
            throw new Invalid("recipients", "has somebody who does not work tickets there");
        if (request.AtMinute is < 0 or >= 24 * 60)
            throw new Invalid("atMinute", "is not between 0 and 1439");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(request.TimeZone, out _))
            throw new Invalid("timeZone", "is no time zone; write one like Europe/Berlin");

        var schedule = new ReportSchedule(request.OrganisationId, me.Id);
        schedule.Become(
            Demand.Text(request.Name, "name", longest: 100), kind, Query(kind, request.Query), Demand.Known(request.Format, "format"), recipients, Demand.Known(request.Every, "every"),
            request.AtMinute, request.TimeZone, clock.GetUtcNow());
        db.Add(schedule);
        await db.SaveChangesAsync(cancel);
        return (await schedules.OfAsync([schedule], cancel))[0];
    }

    /// <summary>Read now, so that what can never be sent is refused here and not at seven in the morning.</summary>
    private static string Query(ReportKind kind, string? written)
    {
        var query = Demand.OptionalText(written, "query", longest: 1000) ?? (kind == ReportKind.Desk ? "queue" : "status=active");
        if (kind == ReportKind.Tickets)
        {
            // What is one's own has no meaning for a report of an organisation.
            var read = TicketQuery.Parse(query);
            return read.AssigneeId == "me" || read.Favourite == true ? throw new Invalid("query", "is about whoever reads it; choose a person instead") : query;
        }
        return TicketQuery.Names<ReportGroup>(query, "query") is [_] ? query : throw new Invalid("query", "is not one thing to group by");
    }
}
