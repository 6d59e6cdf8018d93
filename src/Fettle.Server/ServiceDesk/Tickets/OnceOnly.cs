using System.Security.Cryptography;
using System.Text.Json;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>
/// Makes a request with an <c>Idempotency-Key</c> do its work once, however often it is sent: the key is kept in the same transaction as what it made.
/// Without a key every request counts.
/// </summary>
internal sealed class OnceOnly(FettleDb db, CurrentPerson me, TimeProvider clock)
{
    private const int LongestKey = 100;

    /// <param name="request">Whatever tells this request from another: the same key for something else is refused.</param>
    /// <param name="make">Does the work inside the transaction and returns what it made: its organisation, and a number or id.</param>
    /// <returns>What this request made, now or when it was first sent.</returns>
    /// <exception cref="KeyReused">The key was used for another request.</exception>
    public async Task<long> RunAsync<TRequest>(string? key, TRequest request, Func<Task<(long Organisation, long Made)>> make, CancellationToken cancel)
    {
        if (key?.Length > LongestKey)
            throw new Invalid("Idempotency-Key", $"is longer than {LongestKey} characters");

        var result = 0L;
        await db.InTransactionAsync(
            async () =>
            {
                if (string.IsNullOrEmpty(key))
                {
                    (_, result) = await make();
                    return;
                }

                // Two of the same at the same time: the second waits here, then finds what the first made.
                if (db.Database.IsNpgsql())
                    await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(7071, hashtext({$"{me.Id}:{key}"}))", cancel);

                var sent = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request)));
                if (await db.SentOnce.AsNoTracking().SingleOrDefaultAsync(s => s.PersonId == me.Id && s.Key == key, cancel) is { } before)
                {
                    result = before.Request == sent
                        ? before.Made
                        : throw new KeyReused();
                    return;
                }
                (var organisation, result) = await make();
                db.Add(new SentOnce { OrganisationId = organisation, PersonId = me.Id, Key = key, Request = sent, Made = result, At = clock.GetUtcNow() });
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        return result;
    }
}
