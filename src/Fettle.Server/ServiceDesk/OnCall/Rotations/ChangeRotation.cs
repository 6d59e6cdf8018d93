using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Promises;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.OnCall.Rotations;

/// <summary>Changes who takes turns, when, and where it is posted. Its organisation stays.</summary>
internal sealed class ChangeRotation(FettleDb db, InForce levels, CheckRotation check, ShowRotation show) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/on-call/rotations/{id:long}", (long id, RotationDraft request, ChangeRotation useCase, CancellationToken cancel) => useCase.RunAsync(id, request, cancel));

    /// <exception cref="NotFound">No such rotation, or not one that the caller may see.</exception>
    /// <exception cref="Invalid">A field is none.</exception>
    public async Task<RotationView> RunAsync(long id, RotationDraft request, CancellationToken cancel)
    {
        levels.RequireToManageSomewhere();
        var rotation = await db.Rotations.SingleOrDefaultAsync(r => r.Id == id, cancel) ?? throw new NotFound($"Rotation {id}");
        levels.RequireToManage(rotation.OrganisationId, $"Rotation {id}");
        var draft = await check.RunAsync(request with { OrganisationId = rotation.OrganisationId }, cancel);
        rotation.Change(draft.Name, draft.Rules);
        rotation.PostTo(draft.WebhookUrl, draft.WebhookSecret ?? rotation.WebhookSecret);
        await db.SaveChangesAsync(cancel);
        return await show.OneAsync(rotation, cancel);
    }
}
