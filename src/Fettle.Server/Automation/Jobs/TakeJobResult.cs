using System.Text.Json;
using Fettle.Protocol;
using Fettle.Server.Devices;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Automation.Jobs;

/// <summary>Takes a job's end from its device. The same result again changes nothing; a check-up that was cut off is queued once more.</summary>
internal sealed class TakeJobResult(FettleDb db, CurrentDevice device, TimeProvider clock) : IUseCase
{
    public static void Map(RouteGroupBuilder agent) =>
        agent.MapPost("/jobs/{id:long}/result", async (long id, HttpRequest request, TakeJobResult useCase, CancellationToken cancel) =>
        {
            await useCase.RunAsync(id, await request.ReadAgentMessageAsync(ProtocolJson.Default.JobResult, AgentMessages.Large, cancel), cancel);
            return Results.NoContent();
        }).WithName("takeJobResult");

    /// <exception cref="NotFound">The device has no such job, or an attempt after this one is under way.</exception>
    /// <exception cref="Invalid">An outcome that the protocol does not know.</exception>
    public async Task RunAsync(long id, JobResult result, CancellationToken cancel)
    {
        if (!Enum.IsDefined(result.Outcome))
            throw new Invalid("outcome", "is not one that the protocol knows");
        await db.InTransactionAsync(
            async () =>
            {
                var job = await db.Jobs.FirstOrDefaultAsync(j => j.Id == id && j.DeviceId == device.Id && j.SentAt != null && j.Attempt == result.Attempt, cancel)
                    ?? throw new NotFound($"Job {id}, attempt {result.Attempt}");
                var now = clock.GetUtcNow();
                if (!job.End(result.Outcome, result.StartedAt.ToUniversalTime(), result.ExitCode, HostileText.LineOrNull(result.Error, 500), now))
                    return;

                if (result.Report is { ValueKind: JsonValueKind.Object } report)
                    db.Add(new JobReport { JobId = id, Attempt = job.Attempt, OrganisationId = job.OrganisationId, Json = report.GetRawText() });
                job.RetryBySelf(now);
                db.Changed(job);
                await db.SaveChangesAsync(cancel);
            },
            cancel);
    }
}
