using Fettle.Server.Automation;
using Fettle.Server.Devices;
using Fettle.Server.Diagnosis.Holds;
using Fettle.Server.Diagnosis.Remedies;
using Fettle.Server.People;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Diagnosis.CheckUps;

/// <summary>Shows the loop of one ticket: its check-ups, the newest one whole, the remedies that were chosen, the holds.</summary>
internal sealed class ShowTicketDiagnosis(
    FettleDb db, CheckUpSummaries summaries, ShowCheckUp show, IJobs jobs, IDevices devices, IPeople people, CurrentPerson me) : IUseCase
{
    private const int MostShown = 50;

    /// <param name="JobStatus">How its job is now.</param>
    public sealed record RemedyView(
        long Id, long CheckUpId, string Cause, string CauseTitle, string RemedyId, string Title, string Risk, IReadOnlyList<string> Commands, RemedyStatus Status,
        long JobId, JobStatus JobStatus, long StartedBy, string? StartedByName, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, string? Failure);

    /// <param name="Current">The newest check-up that has a report, else the newest; null where there is none.</param>
    /// <param name="Verified">The newest remedy is verified, and no hold has found the fault back since.</param>
    public sealed record View(
        IReadOnlyList<CheckUpSummary> CheckUps, CheckUpView? Current, IReadOnlyList<RemedyView> Remedies, IReadOnlyList<HoldView> Holds, bool Verified);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/tickets/{number:long}/diagnosis", async (long number, ShowTicketDiagnosis useCase, CancellationToken cancel) =>
            TypedResults.Ok(await useCase.RunAsync(number, cancel)));

    public async Task<View> RunAsync(long ticket, CancellationToken cancel)
    {
        me.Require(Permission.ViewDevices);
        var allowed = me.OrganisationsWith(Permission.ViewDevices);
        var checkUps = await db.CheckUps.AsNoTracking().Where(c => c.TicketNumber == ticket && (allowed == null || allowed.Contains(c.OrganisationId)))
            .OrderByDescending(c => c.Id).Take(MostShown).ToListAsync(cancel);
        var runs = await db.RemedyRuns.AsNoTracking().Where(r => r.TicketNumber == ticket && (allowed == null || allowed.Contains(r.OrganisationId)))
            .OrderByDescending(r => r.Id).Take(MostShown).ToListAsync(cancel);
        var holds = await db.Holds.AsNoTracking().Where(h => h.TicketNumber == ticket && (allowed == null || allowed.Contains(h.OrganisationId)))
            .OrderBy(h => h.DueAt).Take(MostShown).ToListAsync(cancel);

        var names = await devices.NamesAsync(holds.Select(h => h.DeviceId), cancel);
        var states = await jobs.StatesAsync([.. runs.Select(r => r.JobId)], cancel);
        var persons = runs.Count == 0 ? new Dictionary<long, PersonName>() : await people.NamesAsync(runs.Select(r => r.StartedBy).Distinct(), cancel);
        var current = checkUps.Find(c => c.Status == CheckUpStatus.Done) ?? checkUps.FirstOrDefault();
        return new(
            await summaries.OfAsync(checkUps, cancel),
            current is null ? null : await show.RunAsync(current.Id, cancel),
            [
                .. runs.Select(r => new RemedyView(
                    r.Id, r.CheckUpId, r.Cause, r.CauseTitle, r.RemedyId, r.Title, r.Risk, r.CommandList, r.Status, r.JobId,
                    states.GetValueOrDefault(r.JobId)?.Status ?? JobStatus.Queued, r.StartedBy, persons.GetValueOrDefault(r.StartedBy)?.Name, r.StartedAt, r.FinishedAt, r.Failure))
            ],
            [.. holds.Select(h => HoldView.Of(h, names))],
            runs is [{ Status: RemedyStatus.Verified } newest, ..] && !holds.Exists(h => h.RemedyRunId == newest.Id && h.Status == HoldStatus.Returned));
    }
}
