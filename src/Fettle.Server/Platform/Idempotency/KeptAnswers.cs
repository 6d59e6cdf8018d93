using Fettle.Server.Platform.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Platform.Idempotency;

/// <summary>Keeps what was answered to requests with a key for a day. Each step is saved by itself, whatever becomes of the request's own transaction.</summary>
internal sealed class KeptAnswers(IServiceScopeFactory scopes, IDataProtectionProvider protection, TimeProvider clock)
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    /// <summary>Whoever began a request so long ago and has not ended it is gone with its process; it is done anew.</summary>
    public static readonly TimeSpan TakesAtMost = TimeSpan.FromMinutes(2);

    private readonly IDataProtector _seal = protection.CreateProtector("Fettle.Idempotency.v1");

    public async Task<IdempotentRequest?> FindAsync(long person, string key, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var since = clock.GetUtcNow() - KeptFor;
        return await Table(scope).AsNoTracking().SingleOrDefaultAsync(r => r.PersonId == person && r.Key == key && r.At > since, cancel);
    }

    /// <summary>False where somebody else began it a moment ago.</summary>
    public async Task<bool> BeginAsync(long person, string key, string request, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (now, db) = (clock.GetUtcNow(), scope.ServiceProvider.GetRequiredService<FettleDb>());
        var (old, gone) = (now - KeptFor, now - TakesAtMost);
        db.Add(new IdempotentRequest { PersonId = person, Key = key, Request = request, At = now });
        try
        {
            await db.InTransactionAsync(
                async () =>
                {
                    await Table(scope).Where(r => r.PersonId == person && r.Key == key && (r.At <= old || (r.Status == null && r.At <= gone))).ExecuteDeleteAsync(cancel);
                    await db.SaveChangesAsync(cancel);
                },
                cancel);
            return true;
        }
        catch (DbUpdateException e) when (AlreadyThere.Caused(e))
        {
            return false;
        }
    }

    public async Task EndAsync(long person, string key, int status, string? contentType, byte[] body)
    {
        await using var scope = scopes.CreateAsyncScope();
        var sealedBody = body.Length == 0 ? null : Convert.ToBase64String(_seal.Protect(body));
        // What is done is done, whether or not its sender is still there.
        await Table(scope).Where(r => r.PersonId == person && r.Key == key)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.Status, status).SetProperty(r => r.ContentType, contentType).SetProperty(r => r.SealedBody, sealedBody), CancellationToken.None);
    }

    /// <summary>It was not done: the same key may try again.</summary>
    public async Task ForgetAsync(long person, string key)
    {
        await using var scope = scopes.CreateAsyncScope();
        await Table(scope).Where(r => r.PersonId == person && r.Key == key && r.Status == null).ExecuteDeleteAsync(CancellationToken.None);
    }

    public byte[] BodyOf(IdempotentRequest kept) => kept.SealedBody is { } body ? _seal.Unprotect(Convert.FromBase64String(body)) : [];

    private static DbSet<IdempotentRequest> Table(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<FettleDb>().Set<IdempotentRequest>();
}
