using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Mail.Bounces;

/// <summary>Somebody says that an address works again: automatic mail goes there from now on, until the next report.</summary>
internal sealed class ClearBouncedAddress(FettleDb db, CurrentPerson me) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapDelete(
        "/mail/bounced-addresses/{id:long}",
        (long id, ClearBouncedAddress useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such address in an organisation where the caller works tickets.</exception>
    public async Task<NoContent> RunAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        var bounced = await db.BouncedAddresses.SingleOrDefaultAsync(a => a.Id == id, cancel);
        if (bounced is null || !me.May(Permission.WorkTickets, bounced.OrganisationId))
            throw new NotFound($"Address {id}");
        db.Remove(bounced);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
