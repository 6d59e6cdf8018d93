using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Queues;

/// <summary>Adds a queue to an organisation.</summary>
internal sealed class CreateQueue(FettleDb db, CurrentPerson me, FirstQueue first) : IUseCase
{
    public sealed record Request(long OrganisationId, string Name);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/queues", (Request request, CreateQueue useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="NotFound">The organisation is not one where the caller manages the desk.</exception>
    /// <exception cref="Conflict">There is a queue of this name.</exception>
    public async Task<ListQueues.Item> RunAsync(Request request, CancellationToken cancel)
    {
        me.Require(Permission.ManageServiceDesk);
        if (!me.May(Permission.ManageServiceDesk, request.OrganisationId))
            throw new NotFound($"Organisation {request.OrganisationId}");
        var queue = new Queue { OrganisationId = request.OrganisationId, Name = Demand.Text(request.Name, "name", longest: 80) };
        await db.InTransactionAsync(
            async () =>
            {
                await first.LockAsync(cancel);
                await first.OfAsync(request.OrganisationId, cancel);
                if (await db.Queues.AnyAsync(q => q.OrganisationId == queue.OrganisationId && q.Name == queue.Name, cancel))
                    throw new Conflict($"There is a queue called {queue.Name} already.");
                db.Add(queue);
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        return new(queue.Id, queue.OrganisationId, queue.Name, Default: false);
    }
}
