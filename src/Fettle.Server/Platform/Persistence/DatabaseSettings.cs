using Fettle.Server.Platform.Settings;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Fettle.Server.Platform.Persistence;

/// <summary>Which database. <c>Database</c> empty: SQLite in the data folder; <c>Host=…</c>: PostgreSQL.</summary>
internal sealed record DatabaseSettings(string ConnectionString, bool Postgres)
{
    public static DatabaseSettings From(IConfiguration configuration)
    {
        var database = configuration["Database"];
        if (string.IsNullOrWhiteSpace(database))
        {
            var file = DataFolder.From(configuration).PathTo("fettle.db");
            return new(new SqliteConnectionStringBuilder { DataSource = file, Pooling = true }.ToString(), Postgres: false);
        }
        return database.Contains("Host=", StringComparison.OrdinalIgnoreCase)
            // Compiling a query takes longer than any of ours runs; and disks seek no more.
            ? new(new NpgsqlConnectionStringBuilder(database) { ApplicationName = "fettle", Options = "-c jit=off -c random_page_cost=1.1" }.ToString(), Postgres: true)
            : throw new SettingsError(
                "Database", "is neither empty (SQLite in the data folder) nor a PostgreSQL connection string such as \"Host=/run/postgresql;Database=fettle;Username=fettle\".");
    }

    public void Configure(DbContextOptionsBuilder options)
    {
        if (Postgres)
            options.UseNpgsql(ConnectionString);
        else
            options.UseSqlite(ConnectionString).AddInterceptors(new SqlitePragmas());
    }
}
