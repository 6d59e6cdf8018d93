using Fettle.Server.Platform.Errors;

namespace Fettle.Server.Platform.Persistence;

/// <summary>
/// SQLite has one writer at a time. Waiting for it here is in turn and holds no thread; waiting inside SQLite would block one and is a matter of luck.
/// On PostgreSQL nobody waits.
/// </summary>
public sealed class OneWriter : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _free = new(1, 1);
    private readonly bool _needed;

    internal OneWriter(DatabaseSettings settings) => _needed = !settings.Postgres;

    /// <summary>Waits for one's turn; disposing the result ends it.</summary>
    /// <exception cref="TooBusy">Somebody has been writing for half a minute: a transaction waits for another one that is inside it.</exception>
    public async Task<IDisposable?> EnterAsync(CancellationToken cancel)
    {
        if (!_needed)
            return null;
        if (!await _free.WaitAsync(Patience, cancel))
            throw new TooBusy("The database has been busy writing for 30 seconds. Nothing was changed; send the request again.");
        return new Turn(_free);
    }

    public void Dispose() => _free.Dispose();

    private sealed class Turn(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
