using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Attachments;

namespace Fettle.Server.ServiceDesk.MovingIn.Runs;

/// <summary>Takes the file that came from another system. It is kept as long as the import is.</summary>
internal sealed class HandInImportFile(OneImport one, TakeFiles files) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapPost(
            "/imports/{id:long}/file", (long id, HttpContext context, HandInImportFile useCase, CancellationToken cancel) => useCase.RunAsync(id, context, cancel))
        .Accepts<IFormFile>("multipart/form-data");

    /// <exception cref="NotFound">No such run in an organisation that the caller administers.</exception>
    /// <exception cref="Conflict">It is at work.</exception>
    /// <exception cref="TooLarge">The file is larger than the limit, which the message states.</exception>
    public async Task<ImportView> RunAsync(long id, HttpContext context, CancellationToken cancel)
    {
        var run = await one.OfMineAsync(id, cancel);
        if (!run.IsSet)
            throw new Conflict("The import is at work. Stop it first.");
        var (name, blob) = (await files.RunAsync(context, cancel))[0];
        run.Has(blob.Hash, name, blob.Size);
        return await one.SaveAsync(run, cancel);
    }
}
