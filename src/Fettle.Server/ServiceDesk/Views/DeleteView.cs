using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Views;

/// <summary>Deletes a view of one's own, or as the desk's manager a shared one.</summary>
internal sealed class DeleteView(FettleDb db, CurrentPerson me, FindView views) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapDelete("/views/{id:long}", (long id, DeleteView useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such view that the caller can see.</exception>
    /// <exception cref="Forbidden">It is somebody else's, and the caller does not manage the desk.</exception>
    public async Task<NoContent> RunAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        var view = await views.Visible().AsTracking().SingleOrDefaultAsync(v => v.Id == id, cancel) ?? throw new NotFound($"View {id}");
        if (view.OwnerId != me.Id)
            me.Require(Permission.ManageServiceDesk, view.OrganisationId);
        db.Remove(view);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
