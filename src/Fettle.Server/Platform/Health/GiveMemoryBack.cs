using System.Runtime.InteropServices;
using Fettle.Server.Platform.Persistence;
using Microsoft.Data.Sqlite;

namespace Fettle.Server.Platform.Health;

/// <summary>
/// Gives memory back to the system once it is quiet after a burst, such as two thousand agents that reconnect at once: left to themselves the collector, the
/// C library and SQLite's page caches keep for hours what they took in that minute.
/// </summary>
internal sealed partial class GiveMemoryBack(DatabaseSettings database, TimeProvider clock) : IHostedService, IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <summary>More than this between two looks is work under way; a collection would only be in its way.</summary>
    private const long Quiet = 16L << 20;

    /// <summary>Less than this since the last time is not worth a collection.</summary>
    private const long WorthIt = 128L << 20;

    /// <summary>What a burst leaves behind ends one after the other, idle connections last: so long after it is looked again.</summary>
    private static readonly TimeSpan[] Afterwards = [TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(45), TimeSpan.FromMinutes(3)];

    private readonly Queue<DateTimeOffset> _again = [];
    private ITimer? _timer;
    private long _allocated;
    private long _since;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _timer = clock.CreateTimer(_ => Look(), null, Every, Every);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _timer?.Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _timer?.Dispose();

    private void Look()
    {
        var allocated = GC.GetTotalAllocatedBytes();
        var latest = allocated - _allocated;
        (_allocated, _since) = (allocated, _since + latest);
        if (latest > Quiet)
            return;
        if (_since >= WorthIt)
        {
            _since = 0;
            _again.Clear();
            foreach (var later in Afterwards)
                _again.Enqueue(clock.GetUtcNow() + later);
            Collect();
        }
        else if (_again.TryPeek(out var due) && due <= clock.GetUtcNow())
        {
            _again.Dequeue();
            Collect();
        }
    }

    private void Collect()
    {
        // Connections that are in use stay open; the others are opened again when they are wanted, in less than a millisecond.
        if (!database.Postgres)
            SqliteConnection.ClearAllPools();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (NativeLibrary.TryLoad("libc.so.6", out var library) && NativeLibrary.TryGetExport(library, "malloc_trim", out _))
            _ = Trim(0);
    }

    /// <summary>malloc_trim(3).</summary>
    [LibraryImport("libc.so.6", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Trim(nuint keep);
}
