using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Teams;

/// <summary>Says by what rule, and to which team, the tickets of a queue are given as they are opened.</summary>
internal sealed class AssignQueue(FettleDb db, CurrentPerson me) : IUseCase
{
    /// <param name="TeamId">Needed but for <c>none</c>.</param>
    public sealed record Request(AssignmentMethod Method, long? TeamId = null);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/queues/{queueId:long}/assignment", (long queueId, Request request, AssignQueue useCase, CancellationToken cancel) => useCase.RunAsync(queueId, request, cancel));

    /// <exception cref="NotFound">No such queue where the caller manages the desk.</exception>
    /// <exception cref="Invalid">It is no team of the queue's organisation.</exception>
    public async Task<NoContent> RunAsync(long queueId, Request request, CancellationToken cancel)
    {
        me.Require(Permission.ManageServiceDesk);
        var queue = await db.Queues.SingleOrDefaultAsync(q => q.Id == queueId, cancel);
        if (queue is null || !me.May(Permission.ManageServiceDesk, queue.OrganisationId))
            throw new NotFound($"Queue {queueId}");
        var method = Demand.Known(request.Method, "method");
        var rule = await db.QueueAssignments.SingleOrDefaultAsync(a => a.QueueId == queueId, cancel);
        if (method == AssignmentMethod.None)
        {
            if (rule is not null)
                db.Remove(rule);
        }
        else
        {
            if (!await db.Teams.AnyAsync(t => t.Id == request.TeamId && t.OrganisationId == queue.OrganisationId, cancel))
                throw new Invalid("teamId", "is no team of the queue's organisation");
            if (rule is null)
                db.Add(rule = new(queue.OrganisationId, queueId));
            rule.Become(method, request.TeamId!.Value);
        }
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
