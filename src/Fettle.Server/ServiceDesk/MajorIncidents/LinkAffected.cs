using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.MajorIncidents;

/// <summary>Says that tickets are caused by a major incident: what is said to all is said to their requesters.</summary>
internal sealed class LinkAffected(FettleDb db, CurrentPerson me, OneTicket tickets, LinkTickets links, ReadMajorIncident read, TimeProvider clock) : IUseCase
{
    private const int Most = 200;

    public sealed record Request(IReadOnlyList<long> Numbers);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/major-incidents/{number:long}/affected",
        (long number, Request request, LinkAffected useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such major incident, or ticket, in an organisation where the caller works tickets.</exception>
    /// <exception cref="Invalid">One of them is the incident itself, or of another organisation, or nothing that somebody asked for.</exception>
    public async Task<ReadMajorIncident.Room> RunAsync(long number, Request request, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        if (request.Numbers.Count > Most)
            throw new Invalid("numbers", $"are more than {Most}");
        // All are locked at once, in the order of their numbers.
        await tickets.ChangeAsync(
            [number, .. request.Numbers.Where(n => n != number).Distinct()],
            version: null,
            async (ticket, others) =>
            {
                var major = await db.MajorIncidents.SingleOrDefaultAsync(m => m.TicketId == ticket.Id, cancel) ?? throw OneMajorIncident.Missing(number);
                major.RequireToLast();
                foreach (var other in others.Values.OrderBy(t => t.Number))
                {
                    if (other.OrganisationId != ticket.OrganisationId || !other.Kind.IsAskedFor)
                        throw new Invalid("numbers", $"has {other.Number}, which is no incident or request of this organisation");
                    await links.AddAsync(other, ticket, LinkKind.CausedBy, Author.Staff(me), clock.GetUtcNow(), cancel);
                }
                await tickets.SaveAsync([.. others.Values], cancel);
            },
            cancel);
        return await read.RunAsync(number, cancel);
    }
}
