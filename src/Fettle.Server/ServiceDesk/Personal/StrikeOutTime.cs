using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Personal;

/// <summary>Takes time away that was written down by mistake: one's own, or as the desk's manager anybody's.</summary>
internal sealed class StrikeOutTime(FettleDb db, CurrentPerson me) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapDelete("/times/{timeId:long}", (long timeId, StrikeOutTime useCase, CancellationToken cancel) => useCase.RunAsync(timeId, cancel));

    /// <exception cref="NotFound">No such entry in an organisation where the caller works tickets.</exception>
    /// <exception cref="Forbidden">It is somebody else's, and the caller does not manage the desk.</exception>
    public async Task<NoContent> RunAsync(long timeId, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        var entry = await db.TimeEntries.SingleOrDefaultAsync(t => t.Id == timeId, cancel);
        if (entry is null || !me.May(Permission.WorkTickets, entry.OrganisationId))
            throw new NotFound($"Time entry {timeId}");
        if (entry.PersonId != me.Id)
            me.Require(Permission.ManageServiceDesk, entry.OrganisationId);
        db.Remove(entry);
        db.Nudge("ticket", await db.Tickets.Where(t => t.Id == entry.TicketId).Select(t => t.Number).SingleAsync(cancel), entry.OrganisationId);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
