using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Promises;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.OnCall.Alerts;

/// <summary>A technician calls whoever is on call to a ticket. As long as that is not answered, calling again calls nobody else.</summary>
internal sealed class CallOnCall(FettleDb db, CurrentPerson me, OneTicket one, InForce levels, RaiseAlert alerts) : IUseCase
{
    /// <param name="Urgent">Quiet hours do not hold it back.</param>
    public sealed record Request(long RotationId, bool Urgent = true);

    public sealed record Called(long AlertId);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/tickets/{number:long}/on-call", (long number, Request request, CallOnCall useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    /// <exception cref="Invalid">The rotation serves another organisation.</exception>
    public async Task<Called> RunAsync(long number, Request request, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        var ticket = await one.ReadAsync(number, cancel);
        me.Require(Permission.WorkTickets, ticket.OrganisationId);
        var rotation = await db.Rotations.AsNoTracking().SingleOrDefaultAsync(r => r.Id == request.RotationId, cancel);
        if (rotation is null || !levels.MaySee(rotation.OrganisationId) || (rotation.OrganisationId is { } its && its != ticket.OrganisationId))
            throw new Invalid("rotationId", "is neither a rotation of this organisation nor one of all");
        long id = 0;
        await db.InTransactionAsync(
            async () =>
            {
                // The ticket's row is locked: two who call at the same moment call once.
                await one.LockAsync(number, cancel);
                id = await db.Alerts.Where(a => a.TicketNumber == number && a.RotationId == rotation.Id && a.AnsweredAt == null).Select(a => a.Id).FirstOrDefaultAsync(cancel);
                id = id != 0
                    ? id
                    : (await alerts.RunAsync(ticket.OrganisationId, $"#{number} {ticket.Subject}", rotation.Id, null, number, request.Urgent, once: null, cancel))!.Id;
                db.Nudge("alerts", null, ticket.OrganisationId);
            },
            cancel);
        return new(id);
    }
}
