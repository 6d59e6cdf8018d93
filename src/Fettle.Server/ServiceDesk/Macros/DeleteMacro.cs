using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Macros;

/// <summary>Deletes a macro of one's own, or as the desk's manager a shared one.</summary>
internal sealed class DeleteMacro(FettleDb db, CurrentPerson me, ListMacros macros) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapDelete(
        "/macros/{macroId:long}", (long macroId, DeleteMacro useCase, CancellationToken cancel) => useCase.RunAsync(macroId, cancel));

    /// <exception cref="NotFound">No such macro that the caller can see.</exception>
    /// <exception cref="Forbidden">It is somebody else's, and the caller does not manage the desk.</exception>
    public async Task<NoContent> RunAsync(long macroId, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        var macro = await macros.FindAsync(macroId, cancel);
        if (macro.OwnerId != me.Id)
            me.Require(Permission.ManageServiceDesk, macro.OrganisationId);
        db.Remove(macro);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
