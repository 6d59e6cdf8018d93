using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Macros;

/// <summary>Changes a macro of one's own, or as the desk's manager a shared one.</summary>
internal sealed class ChangeMacro(FettleDb db, CurrentPerson me, ListMacros macros, SaveMacro save) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/macros/{macroId:long}",
        (long macroId, SaveMacro.Request request, ChangeMacro useCase, CancellationToken cancel) => useCase.RunAsync(macroId, request, cancel));

    /// <exception cref="NotFound">No such macro that the caller can see.</exception>
    /// <exception cref="Forbidden">It is somebody else's or to be shared, and the caller does not manage the desk.</exception>
    public async Task<ListMacros.Item> RunAsync(long macroId, SaveMacro.Request request, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        var macro = await macros.FindAsync(macroId, cancel);
        if (macro.OwnerId != me.Id || macro.Shared || request.Shared)
            me.Require(Permission.ManageServiceDesk, macro.OrganisationId);
        save.Set(macro, request, cancel);
        await db.SaveChangesAsync(cancel);
        return macros.Of(macro);
    }
}
