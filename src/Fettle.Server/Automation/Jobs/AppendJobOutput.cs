using Fettle.Protocol;
using Fettle.Server.Devices;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Nudges;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Automation.Jobs;

/// <summary>Takes a piece of what a job prints. The first one says that it runs; what came already is ignored; beyond a bound it is no longer kept.</summary>
internal sealed class AppendJobOutput(FettleDb db, CurrentDevice device, INudges nudges, TimeProvider clock) : IUseCase
{
    /// <summary>In UTF-16 units, of one attempt.</summary>
    public const int MostKept = 1024 * 1024;
    private const string Cut = "\n[Fettle keeps no more of this output]\n";

    public static void Map(RouteGroupBuilder agent) =>
        agent.MapPost("/jobs/{id:long}/output", async (long id, HttpRequest request, AppendJobOutput useCase, CancellationToken cancel) => AgentMessages.Answer(
                await useCase.RunAsync(id, await request.ReadAgentMessageAsync(ProtocolJson.Default.JobOutput, 1024 * 1024, cancel), cancel),
                ProtocolJson.Default.JobOutputAcknowledged)).WithName("appendJobOutput");

    /// <exception cref="NotFound">The device has no such job, or this attempt is over.</exception>
    public async Task<JobOutputAcknowledged> RunAsync(long id, JobOutput output, CancellationToken cancel)
    {
        if (output.Offset < 0 || output.Text is null)
            throw new Invalid("offset", "or text is missing");
        long next = 0;
        await db.InTransactionAsync(
            async () =>
            {
                var job = await db.Jobs.FirstOrDefaultAsync(j => j.Id == id && j.DeviceId == device.Id && j.SentAt != null && j.Attempt == output.Attempt && !j.Reported, cancel)
                    ?? throw new NotFound($"Job {id}, attempt {output.Attempt}");
                if (job.Begin(clock.GetUtcNow()))
                    await db.SaveChangesAsync(cancel);
                next = await AppendAsync(job, output, cancel);
            },
            cancel);
        nudges.Publish(new("job", id, device.OrganisationId));
        return new(next);
    }

    private async Task<long> AppendAsync(Job job, JobOutput output, CancellationToken cancel)
    {
        var have = await db.JobOutput.Where(p => p.JobId == job.Id && p.Attempt == job.Attempt)
            .OrderByDescending(p => p.Offset).Select(p => p.Offset + p.Length).FirstOrDefaultAsync(cancel);
        var ends = output.Offset + output.Text.Length;

        // Taken as read, so that the device does not send it for ever.
        if (have >= MostKept)
            return Math.Max(have, ends);
        if (output.Offset > have || ends <= have)
            return have;

        var text = HostileText.Lines(output.Text[(int)(have - output.Offset)..]);
        if (have + text.Length > MostKept)
            text = string.Concat(text.AsSpan(0, (int)(MostKept - have)), Cut);
        db.Add(new JobOutputPiece { OrganisationId = job.OrganisationId, JobId = job.Id, Attempt = job.Attempt, Offset = have, Length = text.Length, Text = text });
        await db.SaveChangesAsync(cancel);
        return Math.Max(ends, have + text.Length);
    }
}
