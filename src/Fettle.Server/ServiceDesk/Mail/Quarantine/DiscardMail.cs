using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Mail.Quarantine;

/// <summary>Throws a message of the quarantine away. What is on its mail server stays there.</summary>
internal sealed class DiscardMail(FettleDb db, CurrentPerson me) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapDelete("/mail/quarantine/{id:long}", (long id, DiscardMail useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such message in the quarantine of an organisation where the caller works tickets.</exception>
    public async Task<NoContent> RunAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        await db.DecideAsync(me, id, mail => mail.Discard(), nameof(DiscardMail), cancel);
        return TypedResults.NoContent();
    }
}
