using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.Platform.Journal;

/// <summary>Notes the journal's end once an hour and when the server stops.</summary>
internal sealed class JournalAnchoring(IServiceScopeFactory scopes, JournalAnchors anchors, TimeProvider clock, ILogger<JournalAnchoring> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hourly = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        do
        {
            await NoteAsync(stoppingToken);
        }
        while (await hourly.WaitForNextTickAsync(stoppingToken));
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await NoteAsync(cancellationToken);
    }

    private async Task NoteAsync(CancellationToken cancel)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await anchors.NoteAsync(scope.ServiceProvider.GetRequiredService<FettleDb>(), clock.GetUtcNow(), cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            log.LogError(e, "The journal's end could not be noted; the next try is in an hour");
        }
    }
}
