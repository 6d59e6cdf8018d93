using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Webhooks.Managing;

/// <summary>Takes a webhook away, and its log with it. A rule that sends to it says from then on that it is gone.</summary>
internal sealed class DeleteWebhook(FettleDb db, OneWebhook one) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapDelete("/webhooks/{id:long}", (long id, DeleteWebhook useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such webhook, or not one that the caller may see.</exception>
    public async Task<NoContent> RunAsync(long id, CancellationToken cancel)
    {
        db.Remove(await one.ToManageAsync(id, cancel));
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
