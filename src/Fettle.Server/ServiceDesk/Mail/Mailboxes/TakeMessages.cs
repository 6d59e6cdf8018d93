using Fettle.Mail.Imap;
using Fettle.Mail.Network;
using Fettle.Server.Platform.Blobs;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Mail.Incoming;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Mailboxes;

/// <summary>
/// Takes what is new in a folder. Of each message (1) the bytes are put into the store, (2) a row says that they are there, (3) the server is told, (4) and
/// so is the row. Whenever it ends between two of these, the next turn goes on with what is missing: nothing is lost, and nothing is taken twice.
/// </summary>
internal sealed class TakeMessages(IServiceScopeFactory scopes, BlobStore blobs, MailArrivals arrivals, MailSettings settings, TimeProvider clock)
{
    private const long InMemory = 1024 * 1024;

    /// <returns>What the server refused, in words; null: nothing.</returns>
    public async Task<string?> RunAsync(Mailbox mailbox, ImapClient client, ImapMailbox folder, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().LimitTo([mailbox.OrganisationId]);
        scope.ServiceProvider.GetRequiredService<Actor>().Doing = nameof(FetchMail);
        var db = scope.ServiceProvider.GetRequiredService<FettleDb>();
        var turn = new TurnOf(db, mailbox, client, folder.UidValidity);

        await TakeUpAsync(turn, cancel);
        var state = await db.MailboxStates.SingleAsync(s => s.MailboxId == mailbox.Id, cancel);
        if (state.UidValidity != folder.UidValidity)
            (state.UidValidity, state.NextUid) = (folder.UidValidity, null);
        // Of a folder that is new to us, what people have read before is theirs; from then on all counts, whoever reads it first.
        var listed = await client.ListAsync((uint)(state.NextUid ?? 1), cancel);
        var uids = listed.Select(m => (long?)m.Uid).ToList();
        var known = (await turn.Rows().Where(m => uids.Contains(m.Uid)).Select(m => m.Uid).ToListAsync(cancel)).ToHashSet();
        foreach (var entry in listed.Where(m => !known.Contains(m.Uid) && !(state.NextUid is null && m.Seen)))
            await TakeAsync(turn, entry.Uid, entry.Size, row: null, cancel);

        if (listed.Count > 0)
            state.NextUid = listed[^1].Uid + 1;
        await db.SaveChangesAsync(cancel);
        return turn.Refusal;
    }

    private sealed record TurnOf(FettleDb Db, Mailbox Mailbox, ImapClient Client, uint UidValidity)
    {
        public string? Refusal { get; set; }

        public IQueryable<ReceivedMail> Rows() => Db.ReceivedMails.Where(m => m.MailboxId == Mailbox.Id && m.UidValidity == UidValidity);
    }

    /// <summary>What was stored and not acknowledged, and what somebody wants to have fetched after all.</summary>
    private async Task TakeUpAsync(TurnOf turn, CancellationToken cancel)
    {
        var left = await turn.Rows().Where(m => (!m.Acknowledged && m.Hash != null) || m.State == ReceiptState.Wanted).OrderBy(m => m.Uid).ToListAsync(cancel);
        foreach (var row in left)
        {
            if (row.State == ReceiptState.Wanted)
                await TakeAsync(turn, (uint)row.Uid!.Value, row.Size, row, cancel);
            else
                await AcknowledgeAsync(turn, row, cancel);
        }
    }

    private async Task TakeAsync(TurnOf turn, uint uid, long size, ReceivedMail? row, CancellationToken cancel)
    {
        var mail = row ?? new ReceivedMail { OrganisationId = turn.Mailbox.OrganisationId, MailboxId = turn.Mailbox.Id, UidValidity = turn.UidValidity, Uid = uid, ReceivedAt = clock.GetUtcNow() };
        try
        {
            if (size > settings.MaximumBytes)
                throw new TooLarge("");
            if (await FetchAsync(turn.Client, uid, size, cancel) is { } blob)
                mail.IsStored(blob.Hash, blob.Size, clock.GetUtcNow());
            else if (row is null)
                return; // Somebody took it away since it was listed.
            else
                mail.Stays(QuarantineReason.NotFetched, "It is no longer in the mailbox.", size);
        }
        catch (TooLarge)
        {
            mail.Stays(
                QuarantineReason.TooLarge, $"It has {size / (1024 * 1024)} MB; the most that is taken are {settings.MaximumMegabytes} MB (Mail:MaximumMegabytes). It is still in the mailbox.", size);
        }
        catch (MailServerRefusal refusal)
        {
            mail.Stays(QuarantineReason.NotFetched, $"The mail server does not hand it out: {StorableText.Of(refusal.Message)}", size);
        }
        if (row is null)
            turn.Db.Add(mail);
        turn.Db.Nudge("mail", null, turn.Mailbox.OrganisationId);
        await turn.Db.SaveChangesAsync(cancel);
        if (mail.Hash is null)
            return;
        arrivals.Tell();
        await AcknowledgeAsync(turn, mail, cancel);
    }

    private async Task<Blob?> FetchAsync(ImapClient client, uint uid, long size, CancellationToken cancel)
    {
        await using Stream spool = size <= InMemory
            ? new MemoryStream()
            : new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 128 * 1024, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        if (!await client.FetchAsync(uid, spool, cancel))
            return null;
        spool.Position = 0;
        return await blobs.KeepAsync(spool, settings.MaximumBytes, "", cancel);
    }

    private static async Task AcknowledgeAsync(TurnOf turn, ReceivedMail mail, CancellationToken cancel)
    {
        var uid = (uint)mail.Uid!.Value;
        try
        {
            await turn.Client.MarkSeenAsync(uid, cancel);
            if (turn.Mailbox.Afterwards == Afterwards.Move)
                await turn.Client.MoveAsync(uid, turn.Mailbox.MoveTo!, cancel);
        }
        catch (MailServerRefusal refusal)
        {
            turn.Refusal = $"Mail is taken, but the mail server refuses to mark or move it: {refusal.Message}";
            return;
        }
        await turn.Db.ReceivedMails.Where(m => m.Id == mail.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.Acknowledged, true), cancel);
        turn.Db.Entry(mail).State = EntityState.Detached;
    }
}
