using Fettle.Server.Platform.Errors;

namespace Fettle.Server.Platform.Persistence;

/// <summary>
/// SQLite has one writer at a time. Waiting for it here is in turn and holds no thread; waiting inside SQLite would block one and is a matter of luck.
/// Machines line up among themselves first, so whoever is waited for has one of them in front at most, also when two thousand connect at once.
/// On PostgreSQL nobody waits.
/// </summary>
public sealed class OneWriter : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PatienceOfMachines = TimeSpan.FromMinutes(2);
    private readonly SemaphoreSlim _free = new(1, 1);
    private readonly SemaphoreSlim _firstMachine = new(1, 1);
    private readonly bool _needed;

    internal OneWriter(DatabaseSettings settings) => _needed = !settings.Postgres;

    /// <summary>Waits for one's turn; disposing the result ends it.</summary>
    /// <param name="machine">It is a device that writes, which can wait, and does so for two minutes.</param>
    /// <exception cref="TooBusy">Somebody has been writing for half a minute: a transaction waits for another one that is inside it.</exception>
    public async Task<IDisposable?> EnterAsync(bool machine, CancellationToken cancel)
    {
        if (!_needed)
            return null;
        if (!machine)
            return await EnterAsync(_free, Patience, cancel);

        var first = await EnterAsync(_firstMachine, PatienceOfMachines, cancel);
        try
        {
            return new Turns(first, await EnterAsync(_free, Patience, cancel));
        }
        catch
        {
            first.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _free.Dispose();
        _firstMachine.Dispose();
    }

    private static async Task<IDisposable> EnterAsync(SemaphoreSlim free, TimeSpan patience, CancellationToken cancel) =>
        await free.WaitAsync(patience, cancel)
            ? new Turn(free)
            : throw new TooBusy($"The database has been busy writing for {patience.TotalSeconds:0} seconds. Nothing was changed; send the request again.");

    private sealed class Turn(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }

    private sealed class Turns(IDisposable first, IDisposable then) : IDisposable
    {
        public void Dispose()
        {
            then.Dispose();
            first.Dispose();
        }
    }
}
