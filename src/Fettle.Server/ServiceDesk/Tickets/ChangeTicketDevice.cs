using Fettle.Server.Devices;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>Says which device a ticket is about; a check-up of it begins by itself.</summary>
internal sealed class ChangeTicketDevice(FettleDb db, CurrentPerson me, IDevices devices, OneTicket one, TimeProvider clock) : IUseCase
{
    public sealed record Request(long? DeviceId, long? Version = null);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/tickets/{number:long}/device",
        (long number, Request request, ChangeTicketDevice useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    /// <exception cref="Invalid">It is no device of the ticket's organisation.</exception>
    public Task<TicketState> RunAsync(long number, Request request, CancellationToken cancel) => one.ChangeAsync(
        number,
        request.Version,
        async ticket =>
        {
            var names = await devices.NamesAsync(new[] { request.DeviceId, ticket.DeviceId }.OfType<long>(), cancel);
            var now = request.DeviceId is { } id ? names.GetValueOrDefault(id) : null;
            if (request.DeviceId is not null && now?.OrganisationId != ticket.OrganisationId)
                throw new Invalid("deviceId", "is no device of the ticket's organisation");
            var was = ticket.DeviceId is { } before ? names.GetValueOrDefault(before)?.Name : null;
            var body = await db.TicketEntries.Where(e => e.TicketId == ticket.Id && e.Kind == EntryKind.Opened).Select(e => e.Text).FirstOrDefaultAsync(cancel);
            ticket.IsAbout(request.DeviceId, was, now?.Name, $"{ticket.Subject}\n{body}", Author.Staff(me), clock.GetUtcNow());
        },
        cancel);
}
