using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Promises.Recomputing;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Promises.Levels;

/// <summary>Takes a service level away. Its tickets fall to the next wider one, or are promised nothing; solved ones keep what was promised to them.</summary>
internal sealed class DeleteServiceLevel(FettleDb db, InForce levels, StartRecomputation recomputation) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapDelete("/service-levels/{id:long}", (long id, DeleteServiceLevel useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such level, or not one that the caller may see.</exception>
    public async Task<RecomputationStarted> RunAsync(long id, CancellationToken cancel)
    {
        levels.RequireToManageSomewhere();
        RecomputationStarted? started = null;
        await db.InTransactionAsync(
            async () =>
            {
                var level = await db.ServiceLevels.SingleOrDefaultAsync(l => l.Id == id, cancel) ?? throw new NotFound($"Service level {id}");
                levels.RequireToManage(level.OrganisationId, $"Service level {id}");
                db.Remove(level);
                await db.SaveChangesAsync(cancel);
                started = await recomputation.RunAsync(level.OrganisationId, $"the service level “{level.Name}” was taken away", cancel);
            },
            cancel);
        return started!;
    }
}
