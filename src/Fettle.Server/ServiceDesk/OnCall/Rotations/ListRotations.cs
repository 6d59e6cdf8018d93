using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Promises;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.OnCall.Rotations;

/// <summary>The rotations of all organisations and of those where the caller sees tickets, with whoever is on call.</summary>
internal sealed class ListRotations(FettleDb db, CurrentPerson me, InForce levels, ShowRotation show) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/on-call/rotations", (ListRotations useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<IReadOnlyList<RotationView>> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var rotations = await db.Rotations.AsNoTracking().OrderBy(r => r.Name).ThenBy(r => r.Id).ToListAsync(cancel);
        return await show.RunAsync(rotations.FindAll(r => levels.MaySee(r.OrganisationId)), cancel);
    }
}
