using Fettle.Server.Platform.Blobs;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Changes;
using Fettle.Server.ServiceDesk.Mail;
using Fettle.Server.ServiceDesk.Mail.Incoming;
using Fettle.Server.ServiceDesk.Rules;
using Fettle.Server.ServiceDesk.Tickets;
using Fettle.Server.ServiceDesk.Webhooks;
using Fettle.Server.ServiceDesk.Webhooks.Incoming;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk;

/// <summary>Once a day takes away files that no ticket names (their upload broke off) and the keys of requests that nobody sends again.</summary>
internal sealed class SweepLeftovers(IServiceScopeFactory scopes, BlobStore blobs, TimeProvider clock, ILogger<SweepLeftovers> log) : BackgroundService
{
    private static readonly TimeSpan KeysAreKept = TimeSpan.FromDays(1);

    /// <summary>What rules and webhooks did.</summary>
    private static readonly TimeSpan LogsAreKept = TimeSpan.FromDays(90);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var turn = new PeriodicTimer(TimeSpan.FromDays(1), clock);
        while (await turn.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception e) when (DatabaseTrouble.Is(e) || e is IOException)
            {
                log.LogError(e, "What is left over cannot be taken away; trying again tomorrow");
            }
        }
    }

    internal async Task SweepAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().SeeEverything();
        var (db, now) = (scope.ServiceProvider.GetRequiredService<FettleDb>(), clock.GetUtcNow());
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
                .Concat(db.ReceivedMails.Where(m => hashes.Contains(m.Hash!) && m.State != ReceiptState.Discarded).Select(m => m.Hash!)).ToHashSetAsync(cancel),
            now,
            cancel);
    }
}
