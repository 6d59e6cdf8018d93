using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.MajorIncidents;

/// <summary>Says what somebody has to do.</summary>
internal sealed class AddMajorIncidentTask(FettleDb db, IPeople people, OneMajorIncident one) : IUseCase
{
    /// <param name="PersonId">Who does it; none: whoever takes it.</param>
    public sealed record Request(string Text, long? PersonId = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/major-incidents/{number:long}/tasks",
        (long number, Request request, AddMajorIncidentTask useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such major incident in an organisation where the caller works tickets.</exception>
    /// <exception cref="Invalid">The person works no tickets there.</exception>
    public Task<ReadMajorIncident.Room> RunAsync(long number, Request request, CancellationToken cancel) => one.ChangeAsync(
        number,
        async (ticket, major) =>
        {
            major.RequireToLast();
            var text = Demand.Text(request.Text, "text", longest: 500);
            if (request.PersonId is { } person && (await people.TechniciansAsync(ticket.OrganisationId, cancel)).All(t => t.Id != person))
                throw new Invalid("personId", "does not work tickets there");
            db.Add(new MajorIncidentTask { OrganisationId = ticket.OrganisationId, TicketId = ticket.Id, Text = text }.IsFor(request.PersonId));
        },
        cancel);
}
