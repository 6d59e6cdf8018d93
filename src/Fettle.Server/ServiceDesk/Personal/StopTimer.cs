using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Personal;

/// <summary>Stops the caller's timer; what it measured is on its ticket.</summary>
internal sealed class StopTimer(FettleDb db, CurrentPerson me, TimeProvider clock) : IUseCase
{
    public sealed record Request(string? What = null);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/timer/stop", (Request request, StopTimer useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="Conflict">None runs.</exception>
    public async Task<NoContent> RunAsync(Request request, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        var running = await db.TimeEntries.SingleOrDefaultAsync(t => t.RunningFor == me.Id, cancel) ?? throw new Conflict("Your timer does not run.");
        running.Stop(Demand.OptionalText(request.What, "what", longest: 500), clock.GetUtcNow());
        db.Nudge("ticket", await db.Tickets.Where(t => t.Id == running.TicketId).Select(t => t.Number).SingleAsync(cancel), running.OrganisationId);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
