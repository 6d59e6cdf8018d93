using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Mailboxes;

/// <summary>Fetches one mailbox until it is told to end: connects, takes what is there, waits for more, and connects again, later each time, where something is wrong.</summary>
internal sealed class FetchMailbox(IServiceScopeFactory scopes, MailboxSecret secret, TakeMessages take, TimeProvider clock, ILogger<FetchMailbox> log)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>How long to wait for the server to tell of new mail before asking it, which also shows that it is still there.</summary>
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(4);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public async Task RunAsync(Mailbox mailbox, CancellationToken cancel)
    {
        var pause = FirstPause;
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await FetchAsync(mailbox, () => pause = FirstPause, cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (MailboxConnection.Explain(e) is { } trouble)
            {
                log.LogWarning("Mailbox {Address}: {Trouble}", mailbox.Address, trouble.Words);
                await NoteAsync(mailbox, trouble, cancel);
                // A server locks out who tries a wrong password again and again.
                if (trouble.Kind == MailTrouble.SignIn)
                    pause = LongestPause;
            }
            catch (Exception e) when (DatabaseTrouble.Is(e) || e is IOException)
            {
                log.LogError(e, "Mailbox {Address}: what came cannot be stored; it stays on its server meanwhile", mailbox.Address);
            }
            try
            {
                await Task.Delay(pause * (0.8 + (Random.Shared.NextDouble() * 0.4)), clock, cancel);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task FetchAsync(Mailbox mailbox, Action works, CancellationToken cancel)
    {
        var credentials = secret.Open(mailbox.User, mailbox.SealedSecret, mailbox.IsToken);
        await using var client = await MailboxConnection.OpenAsync(mailbox.Host!, mailbox.Port, mailbox.Security, mailbox.Authority, credentials, Patience, clock, cancel);
        var folder = await client.OpenAsync(mailbox.Folder, cancel);
        while (true)
        {
            // What the server refuses of one message is told, and keeps nobody from the next.
            var refusal = await take.RunAsync(mailbox, client, folder, cancel);
            await NoteAsync(mailbox, refusal is null ? null : (MailTrouble.Refused, refusal), cancel);
            works();
            await client.WaitAsync(Wait, cancel);
        }
    }

    private async Task NoteAsync(Mailbox mailbox, (MailTrouble Kind, string Words)? trouble, CancellationToken cancel)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<OrganisationScope>().LimitTo([mailbox.OrganisationId]);
            var (db, now) = (scope.ServiceProvider.GetRequiredService<FettleDb>(), clock.GetUtcNow());
            if (await db.MailboxStates.SingleOrDefaultAsync(s => s.MailboxId == mailbox.Id, cancel) is not { } state)
                return;
            if (trouble?.Kind is null or MailTrouble.Refused)
                state.LastContactAt = now;
            state.TroubleSince = trouble is null ? null : state.TroubleSince ?? now;
            if ((state.TroubleKind, state.Trouble) != (trouble?.Kind, trouble?.Words))
                db.Nudge("mailboxes", null, mailbox.OrganisationId);
            (state.TroubleKind, state.Trouble) = (trouble?.Kind, trouble is { } found ? StorableText.Of(found.Words) : null);
            await db.SaveChangesAsync(cancel);
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            log.LogError(e, "Mailbox {Address}: how it is doing cannot be written down", mailbox.Address);
        }
    }
}
