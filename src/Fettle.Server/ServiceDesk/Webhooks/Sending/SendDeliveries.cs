using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Webhooks.Sending;

/// <summary>
/// Posts what waits, one at a time for each webhook and several webhooks side by side: one that hangs until its time is up keeps nobody else waiting.
/// </summary>
internal sealed class SendDeliveries(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SendDeliveries> log) : BackgroundService
{
    private const int SideBySide = 16;

    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(2);

    private readonly Dictionary<long, Task> _busy = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var turn = new PeriodicTimer(Turn, clock);
        while (await turn.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                // Whoever is done makes room for their next; whoever hangs is not waited for.
                while (await BeginAsync(stoppingToken))
                    await Task.WhenAny([.. _busy.Values, Task.Delay(TimeSpan.FromMilliseconds(200), clock, stoppingToken)]);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(e, "Webhooks cannot be sent just now; trying again");
            }
        }
        await Task.WhenAll(_busy.Values);
    }

    /// <summary>Everything that is due now, each tried once.</summary>
    internal async Task SendDueAsync(CancellationToken cancel)
    {
        while (await BeginAsync(cancel))
            await Task.WhenAll(_busy.Values);
    }

    /// <summary>Begins what is due for webhooks that are not busy. False where nothing was begun.</summary>
    private async Task<bool> BeginAsync(CancellationToken cancel)
    {
        foreach (var done in _busy.Where(b => b.Value.IsCompleted).Select(b => b.Key).ToList())
            _busy.Remove(done);
        if (_busy.Count >= SideBySide)
            return false;
        var begun = false;
        foreach (var (webhook, delivery) in await DueAsync(cancel))
        {
            _busy[webhook] = SendAsync(delivery, cancel);
            begun = true;
        }
        return begun;
    }

    private async Task<List<(long Webhook, long Delivery)>> DueAsync(CancellationToken cancel)
    {
        await using var scope = NewScope();
        var (db, now, busy) = (scope.ServiceProvider.GetRequiredService<FettleDb>(), clock.GetUtcNow(), _busy.Keys.ToList());
        var due = await db.WebhookDeliveries.Where(d => d.NextTryAt <= now && !busy.Contains(d.WebhookId)).GroupBy(d => d.WebhookId)
            .Select(g => new { Webhook = g.Key, Delivery = g.Min(d => d.Id) }).Take(SideBySide - busy.Count).ToListAsync(cancel);
        return due.ConvertAll(d => (d.Webhook, d.Delivery));
    }

    private async Task SendAsync(long delivery, CancellationToken cancel)
    {
        try
        {
            await using var scope = NewScope();
            await scope.ServiceProvider.GetRequiredService<SendDelivery>().RunAsync(delivery, cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            log.LogError(e, "What came of delivery {Id} cannot be written down; it is sent again", delivery);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The server stops: it is sent again by the next one.
        }
    }

    private AsyncServiceScope NewScope()
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().SeeEverything();
        scope.ServiceProvider.GetRequiredService<Actor>().Doing = nameof(SendDeliveries);
        return scope;
    }
}
