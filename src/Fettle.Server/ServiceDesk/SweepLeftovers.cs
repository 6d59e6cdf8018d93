using Fettle.Server.Platform.Background;
using Fettle.Server.Platform.Blobs;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Changes;
using Fettle.Server.ServiceDesk.Mail;
using Fettle.Server.ServiceDesk.Mail.Incoming;
using Fettle.Server.ServiceDesk.Rules;
using Fettle.Server.ServiceDesk.MovingIn;
using Fettle.Server.ServiceDesk.Tickets;
using Fettle.Server.ServiceDesk.Webhooks;
using Fettle.Server.ServiceDesk.Webhooks.Incoming;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk;

/// <summary>Once a day takes away files that no ticket names (their upload broke off) and the keys of requests that nobody sends again.</summary>
internal sealed class SweepLeftovers(IServiceScopeFactory scopes, BlobStore blobs, TimeProvider clock, ILogger<SweepLeftovers> log)
    : InTurns(scopes, clock, TimeSpan.FromDays(1), log)
{
    private static readonly TimeSpan KeysAreKept = TimeSpan.FromDays(1);

    /// <summary>What rules and webhooks did.</summary>
    private static readonly TimeSpan LogsAreKept = TimeSpan.FromDays(90);

    protected override async Task<bool> NextAsync(IServiceProvider services, CancellationToken cancel)
    {
        var (db, now) = (services.GetRequiredService<FettleDb>(), Clock.GetUtcNow());
        var before = now - KeysAreKept;
        var tooOld = now - UndoBulkChange.For;
        await db.BulkChanges.Where(b => b.At < tooOld).ExecuteDeleteAsync(cancel);
        var tooOldToShow = now - LogsAreKept;
        // Of what looks by itself, the run says that a ticket had its turn.
        await db.RuleRuns.Where(r => r.At < tooOldToShow && r.Event != RuleEvent.TimePassed).ExecuteDeleteAsync(cancel);
        await db.WebhookDeliveries.Where(d => d.At < tooOldToShow).ExecuteDeleteAsync(cancel);
        await db.IncomingCalls.Where(c => c.At < tooOldToShow).ExecuteDeleteAsync(cancel);
        await db.SentOnce.Where(s => s.At < before).ExecuteDeleteAsync(cancel);
        await blobs.SweepAsync(
            async hashes => await db.Attachments.Where(a => hashes.Contains(a.Hash)).Select(a => a.Hash)
                .Concat(db.TicketMails.Where(m => hashes.Contains(m.RawHash!)).Select(m => m.RawHash!))
                .Concat(db.ImportRuns.Where(r => hashes.Contains(r.FileHash!)).Select(r => r.FileHash!))
                .Concat(db.ReceivedMails.Where(m => hashes.Contains(m.Hash!) && m.State != ReceiptState.Discarded).Select(m => m.Hash!)).ToHashSetAsync(cancel),
            now,
            cancel);
        return false;
    }
}
