using Fettle.Protocol;
using Fettle.Server.Automation;
using Fettle.Server.Devices;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Diagnosis.Remedies;

/// <summary>Sends a remedy to the device: what is safe or careful at once, what is dangerous when somebody with the right to has agreed.</summary>
internal sealed class StartRemedy(FettleDb db, FindRemedy find, IJobs jobs, IDevices devices, CurrentPerson me, TimeProvider clock) : IUseCase
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(15);

    /// <summary>A device that stays off for longer may be another when it is back.</summary>
    private static readonly TimeSpan WaitsForDevice = TimeSpan.FromHours(12);

    /// <param name="CheckUpId">The check-up that proposes it.</param>
    /// <param name="TicketNumber">Where it is shown; the check-up's ticket unless given.</param>
    public sealed record Request(long CheckUpId, string Cause, string RemedyId, long? TicketNumber);

    /// <param name="WaitsForApproval">The job is there and does not go to the device before it is approved.</param>
    public sealed record Started(long RemedyRunId, long JobId, bool WaitsForApproval);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/remedies", async (Request request, StartRemedy useCase, CancellationToken cancel) =>
            TypedResults.Ok(await useCase.RunAsync(request, cancel)));

    /// <exception cref="NotFound">No such check-up in an organisation that the caller may see, or it did not propose this; or the device is retired.</exception>
    /// <exception cref="Conflict">The check-up is too old, a person has to act, or a remedy for the same cause is under way.</exception>
    public async Task<Started> RunAsync(Request request, CancellationToken cancel)
    {
        me.Require(Permission.RunRemedies);
        var proposed = await find.RunAsync(request.CheckUpId, request.Cause, request.RemedyId, request.TicketNumber, cancel);
        var (device, organisation) = (proposed.CheckUp.DeviceId, proposed.CheckUp.OrganisationId);
        if ((await devices.InServiceAsync([device], cancel)).Count == 0)
            throw new NotFound($"Device {device}");
        if (proposed.Remedy.Commands.Count == 0)
            throw new Conflict("There is nothing to run here: a person has to act.");

        RemedyRun? run = null;
        await db.InTransactionAsync(
            async () =>
            {
                if (await db.RemedyRuns.AnyAsync(
                    r => r.DeviceId == device && r.Cause == proposed.Finding.Cause && (r.Status == RemedyStatus.WaitingForApproval || r.Status == RemedyStatus.Underway), cancel))
                {
                    throw new Conflict("A remedy for this cause is under way on this device already.");
                }
                run = await StartAsync(proposed, cancel);
            },
            cancel);
        return new(run!.Id, run.JobId, proposed.NeedsApproval);
    }

    private async Task<RemedyRun> StartAsync(ProposedRemedy proposed, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var (finding, remedy, checkUp) = (proposed.Finding, proposed.Remedy, proposed.CheckUp);
        var order = new RemedyOrder(finding.Cause, remedy.Id, proposed.Risk, remedy.Commands, [.. finding.Instances.Select(i => i.Key)]);
        var job = await jobs.StartAsync(
            new(checkUp.DeviceId, checkUp.OrganisationId, JobKind.Remedy, HostileText.Line($"{remedy.Title} ({finding.Cause})", 120), TimeLimit,
                now + WaitsForDevice, proposed.NeedsApproval, me.Id)
            { Remedy = order },
            cancel);
        var run = RemedyRun.Start(proposed, job, proposed.NeedsApproval, me.Id, now);
        db.Add(run);
        if (!proposed.NeedsApproval)
            db.Tell(run.ToStarted(me.Id));
        db.Nudge("checkup", checkUp.Id, checkUp.OrganisationId);
        await db.SaveChangesAsync(cancel);
        return run;
    }
}
