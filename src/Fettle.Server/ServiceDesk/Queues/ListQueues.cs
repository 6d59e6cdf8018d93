using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Queues;

/// <summary>The queues of the organisations where the caller works tickets.</summary>
internal sealed class ListQueues(FettleDb db, CurrentPerson me) : IUseCase
{
    public sealed record Item(long Id, long OrganisationId, string Name, bool Default);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/queues", (ListQueues useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<IReadOnlyList<Item>> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var queues = await db.Queues.OrderBy(q => q.OrganisationId).ThenBy(q => q.Name).Select(q => new Item(q.Id, q.OrganisationId, q.Name, q.Default == true)).ToListAsync(cancel);
        return queues.FindAll(q => me.May(Permission.ViewTickets, q.OrganisationId));
    }
}
