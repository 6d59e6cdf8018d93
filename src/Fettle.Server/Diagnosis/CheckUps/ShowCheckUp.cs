using System.Text.Json;
using Fettle.Server.Automation;
using Fettle.Server.Devices;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Diagnosis.CheckUps;

/// <summary>Shows a check-up: the device at that moment, the causes with their evidence and remedies, what was ruled out, how long each probe took.</summary>
internal sealed class ShowCheckUp(FettleDb db, IJobs jobs, IDevices devices, CurrentPerson me) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/checkups/{id:long}", async (long id, ShowCheckUp useCase, CancellationToken cancel) =>
            TypedResults.Ok(await useCase.RunAsync(id, cancel)));

    /// <exception cref="NotFound">No such check-up in an organisation that the caller may see.</exception>
    public async Task<CheckUpView> RunAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.ViewDevices);
        var checkUp = await db.CheckUps.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancel) ?? throw new NotFound($"Check-up {id}");
        me.Require(Permission.ViewDevices, checkUp.OrganisationId);

        var device = (await devices.NamesAsync([checkUp.DeviceId], cancel)).GetValueOrDefault(checkUp.DeviceId);
        var job = checkUp.Status == CheckUpStatus.Waiting ? (await jobs.StatesAsync([checkUp.JobId], cancel)).GetValueOrDefault(checkUp.JobId) : null;
        var report = checkUp.Status == CheckUpStatus.Done ? ReadReport.CheckUp(await jobs.ReportAsync(checkUp.JobId, cancel)) : null;
        return new(
            checkUp.Id, job?.Status == JobStatus.Running ? CheckUpStatus.Running : checkUp.Status, checkUp.DeviceId, device?.Name ?? "",
            device?.Presence == Presence.Online, checkUp.TicketNumber, checkUp.Symptom, checkUp.JobId, checkUp.RequestedBy, checkUp.RequestedAt,
            checkUp.StartedAt ?? job?.StartedAt, checkUp.FinishedAt, report?.DurationMs, checkUp.Failure,
            JsonSerializer.Deserialize<DeviceSnapshot>(checkUp.Snapshot, JsonSerializerOptions.Web)!,
            report?.Findings ?? [], report?.RuledOut ?? [], [.. (report?.Probes ?? []).Select(p => new ProbeView(p.Probe, p.Outcome, p.Note, p.DurationMs))],
            me.May(Permission.RunRemedies, checkUp.OrganisationId), me.May(Permission.ApproveJobs, checkUp.OrganisationId));
    }
}
