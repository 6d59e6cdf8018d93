using System.Data.Common;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Platform.Persistence;

/// <summary>
/// Brings the database to this program's schema: numbered SQL files (<c>Migrations/{sqlite,postgres}/0007_what.sql</c>), each in a transaction of its own
/// with its row in <c>schema_version</c>, so a crash leaves every one either done or not begun.
/// </summary>
internal sealed partial class Migrations(FettleDb db, ILogger<Migrations> log)
{
    internal sealed record Migration(int Number, string Name, string Sql);

    /// <exception cref="NewerDatabase">The database has a migration that this program does not know.</exception>
    public Task ApplyAsync(CancellationToken cancel) => ApplyAsync(Known(db.Database.IsNpgsql() ? "postgres" : "sqlite"), cancel);

    internal async Task ApplyAsync(IReadOnlyList<Migration> known, CancellationToken cancel)
    {
        var connection = db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            // Replicas that start together wait here; the first one migrates. (IF NOT EXISTS alone is no protection in PostgreSQL.)
            await RunAsync(connection, db.Database.IsSqlite() ? "PRAGMA journal_mode = WAL" : "SELECT pg_advisory_lock(7071)", null, cancel);
            await RunAsync(connection, "CREATE TABLE IF NOT EXISTS schema_version (number integer PRIMARY KEY, name text NOT NULL)", null, cancel);
            await RefuseNewerAsync(connection, known[^1].Number, cancel);
            foreach (var migration in known)
                await ApplyAsync(connection, migration, cancel);
        }
        finally
        {
            if (db.Database.IsNpgsql())
                await RunAsync(connection, "SELECT pg_advisory_unlock(7071)", null, CancellationToken.None);
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task ApplyAsync(DbConnection connection, Migration migration, CancellationToken cancel)
    {
        // SQLite: BEGIN IMMEDIATE takes the write lock, so a second process waits here and then finds the row.
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (await CountAsync(connection, $"SELECT count(*) FROM schema_version WHERE number = {migration.Number}", transaction, cancel) > 0)
            return;

        await RunAsync(connection, migration.Sql, transaction, cancel);
        await RunAsync(connection, $"INSERT INTO schema_version (number, name) VALUES ({migration.Number}, '{migration.Name}')", transaction, cancel);
        await transaction.CommitAsync(cancel);
        log.LogInformation("Migrated the database: {Number} {Name}", migration.Number, migration.Name);
    }

    private static async Task RefuseNewerAsync(DbConnection connection, int newest, CancellationToken cancel)
    {
        var inDatabase = await CountAsync(connection, "SELECT coalesce(max(number), 0) FROM schema_version", null, cancel);
        if (inDatabase > newest)
            throw new NewerDatabase(inDatabase, newest);
    }

    /// <summary>The migrations of one provider, in order.</summary>
    internal static IReadOnlyList<Migration> Known(string provider)
    {
        var assembly = typeof(Migrations).Assembly;
        return
        [
            .. from resource in assembly.GetManifestResourceNames()
               let match = FileName().Match(resource)
               where match.Success && match.Groups["provider"].Value == provider
               orderby int.Parse(match.Groups["number"].Value)
               select new Migration(int.Parse(match.Groups["number"].Value), match.Groups["name"].Value, Read(assembly, resource))
        ];
    }

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    private static async Task RunAsync(DbConnection connection, string sql, DbTransaction? transaction, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        // A migration takes the time it takes, and so does waiting for another replica's.
        (command.CommandText, command.Transaction, command.CommandTimeout) = (sql, transaction, 0);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static async Task<long> CountAsync(DbConnection connection, string sql, DbTransaction? transaction, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancel));
    }

    [GeneratedRegex(@"^migrations/(?<provider>\w+)/(?<number>\d{4})_(?<name>\w+)\.sql$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FileName();
}

/// <summary>The database was written by a newer Fettle.</summary>
internal sealed class NewerDatabase(long database, long program) : Exception(
    $"The database is at schema {database}, this program knows up to {program}. Start the newer Fettle that migrated it, or restore the backup from before.");
