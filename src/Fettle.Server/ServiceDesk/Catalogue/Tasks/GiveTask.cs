using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Teams;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Tasks;

/// <summary>Gives a task to a team or a person of the desk, or to nobody.</summary>
internal sealed class GiveTask(FettleDb db, OneTask one, IPeople people) : IUseCase
{
    public sealed record Request(long? TeamId = null, long? PersonId = null);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/tickets/{number:long}/tasks/{taskId:long}/owner",
        (long number, long taskId, Request request, GiveTask useCase, CancellationToken cancel) => useCase.RunAsync(number, taskId, request, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets, or no such task of it.</exception>
    /// <exception cref="Invalid">The team or person works no tickets of this organisation.</exception>
    public Task<TicketState> RunAsync(long number, long taskId, Request request, CancellationToken cancel) => one.ChangeAsync(
        number,
        taskId,
        async (ticket, _, task) =>
        {
            if (request.TeamId is { } team && !await db.Teams.AnyAsync(t => t.Id == team && t.OrganisationId == ticket.OrganisationId, cancel))
                throw new Invalid("teamId", "is no team of this organisation");
            if (request.PersonId is { } person && !(await people.TechniciansAsync(ticket.OrganisationId, cancel)).Any(t => t.Id == person))
                throw new Invalid("personId", "works no tickets of this organisation");
            task.GiveTo(request.TeamId, request.PersonId);
        },
        cancel);
}
