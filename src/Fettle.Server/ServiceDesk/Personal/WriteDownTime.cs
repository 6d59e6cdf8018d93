using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Personal;

/// <summary>Writes down time that the caller spent on a ticket.</summary>
internal sealed class WriteDownTime(FettleDb db, CurrentPerson me, OneTicket one, TimeProvider clock) : IUseCase
{
    /// <param name="Minutes">From 1 to a day.</param>
    public sealed record Request(int Minutes, string? What = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/tickets/{number:long}/times",
        (long number, Request request, WriteDownTime useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    /// <exception cref="Invalid">It is no minute, or more than a day.</exception>
    public async Task<ListTimes.Item> RunAsync(long number, Request request, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        var ticket = await one.ReadAsync(number, cancel);
        if (request.Minutes is < 1 or > 24 * 60)
            throw new Invalid("minutes", "are not between 1 and 1440");
        var entry = TimeEntry.Of(ticket, me.Id, TimeSpan.FromMinutes(request.Minutes), Demand.OptionalText(request.What, "what", longest: 500), clock.GetUtcNow());
        db.Add(entry);
        db.Nudge("ticket", number, ticket.OrganisationId);
        await db.SaveChangesAsync(cancel);
        return new(entry.Id, new(me.Id, me.Name), entry.StartedAt, request.Minutes, entry.What, Running: false);
    }
}
