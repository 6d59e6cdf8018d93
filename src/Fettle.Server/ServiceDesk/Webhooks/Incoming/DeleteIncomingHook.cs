using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Webhooks.Incoming;

/// <summary>Takes an incoming webhook away, and its log with it; its tickets stay.</summary>
internal sealed class DeleteIncomingHook(FettleDb db, OneIncomingHook one) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapDelete(
        "/incoming-hooks/{id:long}", (long id, DeleteIncomingHook useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such webhook, or not one that the caller may see.</exception>
    public async Task<NoContent> RunAsync(long id, CancellationToken cancel)
    {
        db.Remove(await one.ToManageAsync(id, cancel));
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
