using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Rules.Settings;

/// <summary>Takes a rule away, and its log with it; what it did stays done.</summary>
internal sealed class DeleteRule(FettleDb db, OneRule one) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapDelete("/rules/{id:long}", (long id, DeleteRule useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such rule, or not one that the caller may see.</exception>
    public async Task<NoContent> RunAsync(long id, CancellationToken cancel)
    {
        db.Remove(await one.ToManageAsync(id, cancel));
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
