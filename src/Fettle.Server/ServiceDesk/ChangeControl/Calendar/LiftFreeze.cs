using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.ChangeControl.Calendar;

/// <summary>Takes a freeze away: changes need not wait any more.</summary>
internal sealed class LiftFreeze(FettleDb db, CurrentPerson me) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapDelete("/change-freezes/{id:long}", (long id, LiftFreeze useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such freeze in an organisation where the caller sees tickets.</exception>
    /// <exception cref="Forbidden">The caller does not manage the desk there.</exception>
    public async Task<NoContent> RunAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.ManageServiceDesk);
        var freeze = await db.FreezePeriods.SingleOrDefaultAsync(f => f.Id == id, cancel);
        if (freeze is null || !me.May(Permission.ViewTickets, freeze.OrganisationId))
            throw new NotFound($"Freeze {id}");
        me.Require(Permission.ManageServiceDesk, freeze.OrganisationId);
        db.Remove(freeze);
        db.Nudge("tickets", null, freeze.OrganisationId);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
