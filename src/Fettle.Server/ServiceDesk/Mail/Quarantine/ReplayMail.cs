using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Mail.Incoming;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Mail.Quarantine;

/// <summary>Has a message understood once more, now that what stood against it is gone; budget and own addresses no longer hold it back.</summary>
internal sealed class ReplayMail(FettleDb db, CurrentPerson me, MailArrivals arrivals, TimeProvider clock) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/mail/quarantine/{id:long}/replay", (long id, ReplayMail useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such message in the quarantine of an organisation where the caller works tickets.</exception>
    public async Task<NoContent> RunAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        await db.DecideAsync(me, id, mail => mail.Replay(clock.GetUtcNow()), nameof(ReplayMail), cancel);
        arrivals.Tell();
        return TypedResults.NoContent();
    }
}
