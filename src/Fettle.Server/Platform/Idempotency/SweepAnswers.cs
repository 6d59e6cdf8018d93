using Fettle.Server.Platform.Background;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Platform.Idempotency;

/// <summary>Once an hour forgets the answers that are older than a day.</summary>
internal sealed class SweepAnswers(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SweepAnswers> log) : InTurns(scopes, clock, TimeSpan.FromHours(1), log)
{
    protected override async Task<bool> NextAsync(IServiceProvider services, CancellationToken cancel)
    {
        var before = Clock.GetUtcNow() - KeptAnswers.KeptFor;
        await services.GetRequiredService<FettleDb>().Set<IdempotentRequest>().Where(r => r.At < before).ExecuteDeleteAsync(cancel);
        return false;
    }
}
