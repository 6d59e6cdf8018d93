using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.MovingIn.Runs;

/// <summary>Sets up the taking over of another system; nothing is read yet.</summary>
internal sealed class CreateImport(FettleDb db, CurrentPerson me, OneImport one, OpenDesk desks, TimeProvider clock) : IUseCase
{
    public sealed record Request(long OrganisationId, ImportSource Source, ImportRequest Import);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/imports", (Request request, CreateImport useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="Forbidden">The caller administers nothing, or not everything where each organisation there is to become one here.</exception>
    /// <exception cref="NotFound">The organisation is not one that the caller administers.</exception>
    /// <exception cref="Invalid">A field cannot be taken as it is.</exception>
    public Task<ImportView> RunAsync(Request request, CancellationToken cancel)
    {
        me.Require(Permission.Administer);
        if (!me.May(Permission.Administer, request.OrganisationId))
            throw new NotFound($"Organisation {request.OrganisationId}");
        var source = Demand.Known(request.Source, "source");
        var (prefix, settings) = (request.Import ?? throw new Invalid("import", "is missing")).Checked(source);
        if (settings.EachOrganisation)
            me.RequireEverywhere(Permission.Administer);

        var run = new ImportRun { OrganisationId = request.OrganisationId, Source = source, CreatedById = me.Id, CreatedAt = clock.GetUtcNow() };
        run.Set(prefix, settings, string.IsNullOrEmpty(request.Import.Secret) ? null : desks.Seal(request.Import.Secret));
        db.Add(run);
        return one.SaveAsync(run, cancel);
    }
}
