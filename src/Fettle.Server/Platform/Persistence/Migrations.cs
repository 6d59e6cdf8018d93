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
    public async Task ApplyAsync(CancellationToken cancel)
    {
        var connection = db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            if (db.Database.IsSqlite())
                await RunAsync(connection, "PRAGMA journal_mode = WAL", null, cancel);
            await RunAsync(connection, "CREATE TABLE IF NOT EXISTS schema_version (number integer PRIMARY KEY, name text NOT NULL)", null, cancel);
            foreach (var migration in Known(db.Database.IsNpgsql() ? "postgres" : "sqlite"))
                await ApplyAsync(connection, migration, cancel);
            await RefuseNewerAsync(connection, cancel);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task ApplyAsync(DbConnection connection, Migration migration, CancellationToken cancel)
    {
        // SQLite: BEGIN IMMEDIATE takes the write lock; PostgreSQL: the table's lock. A second replica waits here and then finds the row.
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (db.Database.IsNpgsql())
            await RunAsync(connection, "LOCK TABLE schema_version IN EXCLUSIVE MODE", transaction, cancel);
        if (await CountAsync(connection, $"SELECT count(*) FROM schema_version WHERE number = {migration.Number}", transaction, cancel) > 0)
            return;

        await RunAsync(connection, migration.Sql, transaction, cancel);
        await RunAsync(connection, $"INSERT INTO schema_version (number, name) VALUES ({migration.Number}, '{migration.Name}')", transaction, cancel);
        await transaction.CommitAsync(cancel);
        log.LogInformation("Migrated the database: {Number} {Name}", migration.Number, migration.Name);
    }

    private async Task RefuseNewerAsync(DbConnection connection, CancellationToken cancel)
    {
        var newest = Known(db.Database.IsNpgsql() ? "postgres" : "sqlite")[^1].Number;
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
        (command.CommandText, command.Transaction) = (sql, transaction);
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
