using Fettle.Protocol;
using Fettle.Server.Devices;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Automation.Jobs;

/// <summary>Gives a device its jobs, signed. Asking again gives the same ones until they have begun; a device runs each attempt once.</summary>
internal sealed class FetchJobs(FettleDb db, CurrentDevice device, CommandKey key, TimeProvider clock) : IUseCase
{
    private const int MostAtOnce = 20;

    public static void Map(RouteGroupBuilder agent) =>
        agent.MapGet("/jobs", async (FetchJobs useCase, CancellationToken cancel) =>
            AgentMessages.Answer(await useCase.RunAsync(cancel), ProtocolJson.Default.IReadOnlyListSignedJob)).WithName("fetchJobs");

    public async Task<IReadOnlyList<SignedJob>> RunAsync(CancellationToken cancel)
    {
        try
        {
            return await FetchAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            // One of them was cancelled, expired or fetched in this moment: what is left is looked at anew.
            db.ChangeTracker.Clear();
            return await FetchAsync(cancel);
        }
    }

    private async Task<IReadOnlyList<SignedJob>> FetchAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var jobs = await db.Jobs
            .Where(j => j.DeviceId == device.Id && (j.Status == JobStatus.Queued || j.Status == JobStatus.Sent) && j.ExpiresAt > now)
            .OrderBy(j => j.Id).Take(MostAtOnce).ToListAsync(cancel);
        if (jobs.Count == 0)
            return [];
        var orders = jobs.ConvertAll(j => j.Send(now));
        foreach (var job in jobs)
            db.Nudge("job", job.Id, job.OrganisationId);
        await db.SaveChangesAsync(cancel);
        return orders.ConvertAll(key.Sign);
    }
}
