using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Fettle.Server.Platform.Persistence;

/// <summary>What every SQLite connection needs to be told. Pooled ones hear it again; it costs microseconds.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    // Statements outside a transaction of ours wait inside SQLite for the writer; an acknowledged change survives a power cut; 2 MB of pages
    // a connection, since there may be dozens in a burst, and the system keeps the file's pages for all of them.
    private const string Pragmas = "PRAGMA busy_timeout = 30000; PRAGMA synchronous = FULL; PRAGMA cache_size = -2000; PRAGMA temp_store = MEMORY;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        // Opening a local file's connection is not worth a state machine: SQLite has no asynchronous calls.
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
