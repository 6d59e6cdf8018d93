using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.WebForms;

/// <summary>Takes a form away; the tickets that came from it stay.</summary>
internal sealed class DeleteWebForm(FettleDb db, CurrentPerson me) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapDelete("/web-forms/{formId:long}", (long formId, DeleteWebForm useCase, CancellationToken cancel) => useCase.RunAsync(formId, cancel));

    /// <exception cref="NotFound">No such form in an organisation whose desk the caller manages.</exception>
    public async Task<NoContent> RunAsync(long formId, CancellationToken cancel)
    {
        db.Remove(await db.RequireWebFormAsync(me, formId, cancel));
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
