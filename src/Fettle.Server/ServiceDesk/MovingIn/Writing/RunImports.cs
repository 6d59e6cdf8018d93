using Fettle.Server.Platform.Background;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.MovingIn.Writing;

/// <summary>Works in the background on what was started, one run after another. What a process left behind is gone on with by the next.</summary>
internal sealed class RunImports(IServiceScopeFactory scopes, RunImport run, TimeProvider clock, ILogger<RunImports> log)
    : InTurns(scopes, clock, TimeSpan.FromSeconds(3), log)
{
    protected override async Task<bool> NextAsync(IServiceProvider services, CancellationToken cancel)
    {
        var now = Clock.GetUtcNow();
        var due = await services.GetRequiredService<FettleDb>().ImportRuns
            .Where(r => r.State == ImportState.Running && (r.NextAt == null || r.NextAt <= now) && (r.LeasedUntil == null || r.LeasedUntil <= now))
            .OrderBy(r => r.NextAt).Select(r => (long?)r.Id).FirstOrDefaultAsync(cancel);
        return due is { } id && await run.RunAsync(id, cancel);
    }
}
