using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Mail.Mailboxes;

/// <summary>Stops the fetching of a mailbox, or begins it again. Mail stays on its server meanwhile.</summary>
internal sealed class PauseMailbox(FettleDb db, CurrentPerson me, MailboxChanges changes, TimeProvider clock) : IUseCase
{
    public sealed record Request(bool Paused);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/mailboxes/{id:long}/paused", (long id, Request request, PauseMailbox useCase, CancellationToken cancel) => useCase.RunAsync(id, request, cancel));

    /// <exception cref="NotFound">No such mailbox in an organisation where the caller manages the desk.</exception>
    public async Task<NoContent> RunAsync(long id, Request request, CancellationToken cancel)
    {
        me.Require(Permission.ManageServiceDesk);
        var mailbox = await db.ManagedAsync(me, id, cancel);
        mailbox.Pause(request.Paused ? clock.GetUtcNow() : null);
        db.Nudge("mailboxes", null, mailbox.OrganisationId);
        await db.SaveChangesAsync(cancel);
        changes.Tell();
        return TypedResults.NoContent();
    }
}
