using Fettle.Mail.Network;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Mail.Mailboxes;

/// <summary>Connects as a mailbox would, and says what is wrong; nothing is fetched and nothing is kept.</summary>
internal sealed class TryMailbox(FettleDb db, CurrentPerson me, CheckMailbox check, MailboxSecret secret, TimeProvider clock) : IUseCase
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <param name="MailboxId">The mailbox whose secret is used where none is given.</param>
    public sealed record Request(MailboxRequest Mailbox, long? MailboxId = null);

    /// <param name="Messages">How many are in the folder; null where it could not be opened.</param>
    /// <param name="Trouble">What is wrong, in words; null: nothing.</param>
    public sealed record Outcome(long? Messages, MailTrouble? Kind, string? Trouble);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/mailboxes/try", (Request request, TryMailbox useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="NotFound">The organisation, or the mailbox, is not one where the caller manages the desk.</exception>
    /// <exception cref="Invalid">A field cannot be taken as it is; there is no server to try.</exception>
    public async Task<Outcome> RunAsync(Request request, CancellationToken cancel)
    {
        me.Require(Permission.ManageServiceDesk);
        var kept = request.MailboxId is { } id ? await db.ManagedAsync(me, id, cancel) : null;
        var fields = await check.RunAsync(request.Mailbox, cancel);
        if (fields.Host is null)
            throw new Invalid("host", "is empty: there is nothing to try");
        var given = request.Mailbox.Secret;
        if (string.IsNullOrEmpty(given) && (kept?.SealedSecret is null || kept.Host != fields.Host || kept.Port != fields.Port || kept.User != fields.User))
            throw new Invalid("secret", "is empty");
        try
        {
            var credentials = string.IsNullOrEmpty(given) ? secret.Open(fields.User, kept!.SealedSecret, fields.IsToken) : new MailCredentials(fields.User!, given, fields.IsToken);
            await using var client = await MailboxConnection.OpenAsync(fields.Host, fields.Port, fields.Security, fields.Authority, credentials, Patience, clock, cancel);
            var folder = await client.OpenAsync(fields.Folder, cancel);
            await client.LogoutAsync(cancel);
            return new(folder.Exists, null, null);
        }
        catch (IOException e) when (MailboxConnection.Explain(e) is { } found)
        {
            return new(null, found.Kind, found.Words);
        }
    }
}
