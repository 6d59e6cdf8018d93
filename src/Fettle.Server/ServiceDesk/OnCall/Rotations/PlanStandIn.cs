using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Promises;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.OnCall.Rotations;

/// <summary>For a while somebody else is on call than whose turn it is: a swap, a holiday, an illness. Technicians agree on it among themselves.</summary>
internal sealed class PlanStandIn(FettleDb db, CurrentPerson me, InForce levels, CheckRotation check, TimeProvider clock) : IUseCase
{
    public sealed record Request(long PersonId, DateTimeOffset From, DateTimeOffset To);

    public sealed record Planned(long Id);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/on-call/rotations/{id:long}/stand-ins", (long id, Request request, PlanStandIn useCase, CancellationToken cancel) => useCase.RunAsync(id, request, cancel));

    /// <exception cref="NotFound">No such rotation, or not one that the caller may see.</exception>
    /// <exception cref="Invalid">The time is past or none, or the person works no tickets.</exception>
    public async Task<Planned> RunAsync(long id, Request request, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        var rotation = await db.Rotations.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancel);
        if (rotation is null || !levels.MaySee(rotation.OrganisationId))
            throw new NotFound($"Rotation {id}");
        me.Require(Permission.WorkTickets, rotation.OrganisationId);
        if (request.To <= request.From || request.To <= clock.GetUtcNow() || request.To - request.From > TimeSpan.FromDays(366))
            throw new Invalid("to", "is past, or not within a year after the beginning");
        await check.RequireStaffAsync([request.PersonId], "personId", cancel);
        var standIn = new RotationStandIn { OrganisationId = rotation.OrganisationId, RotationId = id, PersonId = request.PersonId, From = request.From, To = request.To };
        db.Add(standIn);
        await db.SaveChangesAsync(cancel);
        return new(standIn.Id);
    }
}
