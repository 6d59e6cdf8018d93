using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.MajorIncidents;

/// <summary>Brings somebody who works tickets there into the room: oneself, or a colleague.</summary>
internal sealed class JoinMajorIncident(FettleDb db, IPeople people, OneMajorIncident one, TimeProvider clock) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/major-incidents/{number:long}/people/{personId:long}",
        (long number, long personId, JoinMajorIncident useCase, CancellationToken cancel) => useCase.RunAsync(number, personId, cancel));

    /// <exception cref="NotFound">No such major incident in an organisation where the caller works tickets.</exception>
    /// <exception cref="Invalid">The person works no tickets there.</exception>
    public Task<ReadMajorIncident.Room> RunAsync(long number, long personId, CancellationToken cancel) => one.ChangeAsync(
        number,
        async (ticket, major) =>
        {
            major.RequireToLast();
            if ((await people.TechniciansAsync(ticket.OrganisationId, cancel)).All(t => t.Id != personId))
                throw new Invalid("personId", "does not work tickets there");
            if (!await db.MajorIncidentPeople.AnyAsync(p => p.TicketId == ticket.Id && p.PersonId == personId, cancel))
                db.Add(new MajorIncidentPerson { OrganisationId = ticket.OrganisationId, TicketId = ticket.Id, PersonId = personId, JoinedAt = clock.GetUtcNow() });
        },
        cancel);
}
