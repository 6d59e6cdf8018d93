using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.Devices.Enrolment;

/// <summary>Makes a token useless from now on. Devices that have enrolled with it stay.</summary>
internal sealed class RevokeEnrolmentToken(FettleDb db, CurrentPerson me, TimeProvider clock) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapDelete("/enrolment-tokens/{id:long}", async Task<NoContent> (long id, RevokeEnrolmentToken useCase, CancellationToken cancel) =>
        {
            await useCase.RunAsync(id, cancel);
            return TypedResults.NoContent();
        });

    /// <exception cref="NotFound">No such token in an organisation that the caller may see.</exception>
    public async Task RunAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.ManageDevices);
        var token = await db.EnrolmentTokens.FirstOrDefaultAsync(t => t.Id == id, cancel) ?? throw new NotFound($"Enrolment token {id}");
        me.Require(Permission.ManageDevices, token.OrganisationId);
        token.Revoke(clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
    }
}
