using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Exports.Schedules;

/// <summary>Has a report sent no more.</summary>
internal sealed class StopReport(FettleDb db, CurrentPerson me) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapDelete("/report-schedules/{id:long}", (long id, StopReport useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such report in an organisation where the caller sees tickets.</exception>
    /// <exception cref="Forbidden">The caller does not manage the desk there.</exception>
    public async Task<NoContent> RunAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.ManageServiceDesk);
        var schedule = await db.ReportSchedules.SingleOrDefaultAsync(s => s.Id == id, cancel);
        if (schedule is null || !me.May(Permission.ViewTickets, schedule.OrganisationId))
            throw new NotFound($"Report {id}");
        me.Require(Permission.ManageServiceDesk, schedule.OrganisationId);
        db.Remove(schedule);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
