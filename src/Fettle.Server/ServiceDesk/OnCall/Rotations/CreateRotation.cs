using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Promises;

namespace Fettle.Server.ServiceDesk.OnCall.Rotations;

/// <summary>Adds people who are on call in turns.</summary>
internal sealed class CreateRotation(FettleDb db, InForce levels, CheckRotation check, ShowRotation show) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/on-call/rotations", (RotationDraft request, CreateRotation useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="NotFound">The organisation is not the caller's to see.</exception>
    /// <exception cref="Invalid">A field is none.</exception>
    public async Task<RotationView> RunAsync(RotationDraft request, CancellationToken cancel)
    {
        levels.RequireToManageSomewhere();
        var draft = await check.RunAsync(request, cancel);
        var rotation = Rotation.Of(draft.OrganisationId, draft.Name, draft.Rules);
        rotation.PostTo(draft.WebhookUrl, draft.WebhookSecret);
        db.Add(rotation);
        await db.SaveChangesAsync(cancel);
        return await show.OneAsync(rotation, cancel);
    }
}
