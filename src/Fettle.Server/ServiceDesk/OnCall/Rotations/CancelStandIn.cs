using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Promises;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.OnCall.Rotations;

/// <summary>Whose turn it is is on call again.</summary>
internal sealed class CancelStandIn(FettleDb db, CurrentPerson me, InForce levels) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapDelete("/on-call/stand-ins/{id:long}", (long id, CancelStandIn useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such stand-in, or not one that the caller may see.</exception>
    public async Task<NoContent> RunAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        var standIn = await db.RotationStandIns.SingleOrDefaultAsync(s => s.Id == id, cancel);
        if (standIn is null || !levels.MaySee(standIn.OrganisationId))
            throw new NotFound($"Stand-in {id}");
        me.Require(Permission.WorkTickets, standIn.OrganisationId);
        db.Remove(standIn);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
