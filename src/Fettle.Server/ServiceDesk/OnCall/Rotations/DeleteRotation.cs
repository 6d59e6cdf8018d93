using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Promises;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.OnCall.Rotations;

/// <summary>Takes a rotation away that no service level tells and no open alert waits for.</summary>
internal sealed class DeleteRotation(FettleDb db, InForce levels) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapDelete("/on-call/rotations/{id:long}", (long id, DeleteRotation useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such rotation, or not one that the caller may see.</exception>
    /// <exception cref="Conflict">A service level tells it, or somebody still has to answer an alert.</exception>
    public async Task<NoContent> RunAsync(long id, CancellationToken cancel)
    {
        levels.RequireToManageSomewhere();
        var rotation = await db.Rotations.SingleOrDefaultAsync(r => r.Id == id, cancel) ?? throw new NotFound($"Rotation {id}");
        levels.RequireToManage(rotation.OrganisationId, $"Rotation {id}");
        if ((await levels.AllAsync(cancel)).FirstOrDefault(l => l.Steps.Any(s => s.RotationId == id)) is { } user)
            throw new Conflict($"The service level “{user.Name}” tells this rotation. Change that first.");
        if (await db.Alerts.AnyAsync(a => a.RotationId == id && a.AnsweredAt == null, cancel))
            throw new Conflict("An alert of this rotation waits for an answer. Answer it first.");
        db.Remove(rotation);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
