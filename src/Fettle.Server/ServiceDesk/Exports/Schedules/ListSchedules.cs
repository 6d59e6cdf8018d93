using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Exports.Schedules;

/// <summary>The reports that go out by mail, of the organisations where the caller manages the desk or sees tickets.</summary>
internal sealed class ListSchedules(FettleDb db, CurrentPerson me, Names names) : IUseCase
{
    /// <param name="Failure">Why it did not go out the last time.</param>
    public sealed record Item(
        long Id, long OrganisationId, string Name, ReportKind Kind, string Query, ExportFormat Format, IReadOnlyList<PersonRef> Recipients, ReportEvery Every, int AtMinute, string TimeZone,
        DateTimeOffset DueAt, DateTimeOffset? SentAt, string? Failure, bool MayChange);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/report-schedules", (ListSchedules useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<IReadOnlyList<Item>> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var all = await db.ReportSchedules.AsNoTracking().OrderBy(s => s.Name).ThenBy(s => s.Id).ToListAsync(cancel);
        return await OfAsync(all.FindAll(s => me.May(Permission.ViewTickets, s.OrganisationId)), cancel);
    }

    public async Task<IReadOnlyList<Item>> OfAsync(IReadOnlyList<ReportSchedule> schedules, CancellationToken cancel)
    {
        await names.LoadAsync(schedules.SelectMany(s => s.Recipients).Select(r => (long?)r), [], cancel);
        return
        [
            .. schedules.Select(s => new Item(
                s.Id, s.OrganisationId, s.Name, s.Kind, s.Query, s.Format, [.. s.Recipients.Select(r => names.Person(r)!)], s.Every, s.AtMinute, s.TimeZone, s.DueAt, s.SentAt,
                s.Failure, me.May(Permission.ManageServiceDesk, s.OrganisationId))),
        ];
    }
}
