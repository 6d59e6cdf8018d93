using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.MovingIn.Runs;

/// <summary>Changes how another system is read: its address, the meaning of columns.</summary>
internal sealed class ChangeImport(CurrentPerson me, OneImport one, OpenDesk desks) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPut("/imports/{id:long}", (long id, ImportRequest request, ChangeImport useCase, CancellationToken cancel) => useCase.RunAsync(id, request, cancel));

    /// <exception cref="NotFound">No such run in an organisation that the caller administers.</exception>
    /// <exception cref="Conflict">It is at work.</exception>
    public async Task<ImportView> RunAsync(long id, ImportRequest request, CancellationToken cancel)
    {
        var run = await one.OfMineAsync(id, cancel);
        if (!run.IsSet)
            throw new Conflict("The import is at work. Stop it first.");
        var (prefix, settings) = request.Checked(run.Source);
        if (settings.EachOrganisation)
            me.RequireEverywhere(Permission.Administer);
        // A token that is kept is for the address that it was entered for: whoever names another one enters it again.
        var kept = settings.Address == run.Settings.Address ? run.SealedSecret : null;
        run.Set(prefix, settings, string.IsNullOrEmpty(request.Secret) ? kept : desks.Seal(request.Secret));
        return await one.SaveAsync(run, cancel);
    }
}
