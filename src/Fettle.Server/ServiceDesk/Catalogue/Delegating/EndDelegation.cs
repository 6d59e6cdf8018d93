using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Catalogue.Delegating;

/// <summary>The caller is back, or answers for nobody any more.</summary>
internal sealed class EndDelegation(FettleDb db, CurrentPerson me, TimeProvider clock) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapDelete(
        "/portal/delegations/{id:long}", (long id, EndDelegation useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such delegation of or to the caller.</exception>
    public async Task<NoContent> RunAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.UsePortal);
        var mine = me.Id;
        var delegation = await db.Delegations.SingleOrDefaultAsync(d => d.Id == id && (d.PersonId == mine || d.DelegateId == mine), cancel) ?? throw new NotFound($"Delegation {id}");
        delegation.End(clock.GetUtcNow());
        db.Nudge("approvals", null, delegation.OrganisationId, delegation.DelegateId);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
