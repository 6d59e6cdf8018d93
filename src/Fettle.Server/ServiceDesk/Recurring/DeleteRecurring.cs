using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Recurring;

/// <summary>No more tickets are made; those that were stay.</summary>
internal sealed class DeleteRecurring(FettleDb db, OneRecurring one) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapDelete(
        "/recurring-tickets/{recurringId:long}", (long recurringId, DeleteRecurring useCase, CancellationToken cancel) => useCase.RunAsync(recurringId, cancel));

    /// <exception cref="NotFound">None such in an organisation whose desk the caller manages.</exception>
    public async Task<NoContent> RunAsync(long recurringId, CancellationToken cancel)
    {
        db.Remove(await one.RequireAsync(recurringId, cancel));
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
