using Fettle.Server.Platform.Persistence;
using Fettle.ServerTests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fettle.ServerTests.Platform;

/// <summary>Migrations are written by hand: these hold them to the model, and to being done whole or not at all.</summary>
public abstract class SchemaTests(FettleServer server) : IAsyncLifetime
{
    protected string DataFolder => server.DataFolder;

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Every table's columns, keys and indexes, a line each, of what is not the migrations' own or the search's.</summary>
    protected abstract Task<IReadOnlyList<string>> DescribeAsync(FettleDb db);

    /// <summary>An empty database beside the server's.</summary>
    private protected abstract Task<DatabaseSettings> EmptyDatabaseAsync();

    [Fact]
    public async Task The_migrated_schema_is_that_of_the_model()
    {
        var migrated = await server.WithDbAsync(DescribeAsync);
        var ofModel = await server.WithDbAsync(async db =>
        {
            var script = db.Database.GenerateCreateScript();
            await using var empty = await OpenEmptyAsync();
            await empty.Database.ExecuteSqlRawAsync(script.Replace("{", "{{").Replace("}", "}}"));
            return await DescribeAsync(empty);
        });

        Assert.True(ofModel.Count > 20, "nothing to compare");
        Assert.Equal(string.Join('\n', ofModel), string.Join('\n', migrated));
    }

    [Fact]
    public async Task Migrating_again_changes_nothing()
    {
        var before = await server.WithDbAsync(DescribeAsync);

        await server.WithDbAsync(db => new Migrations(db, NullLogger<Migrations>.Instance).ApplyAsync(CancellationToken.None));

        Assert.Equal(before, await server.WithDbAsync(DescribeAsync));
    }

    [Fact]
    public async Task A_newer_database_is_refused_and_left_as_it_is()
    {
        await server.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("INSERT INTO schema_version (number, name) VALUES (9999, 'future')"));

        var refusal = await Assert.ThrowsAsync<NewerDatabase>(() =>
            server.WithDbAsync(db => new Migrations(db, NullLogger<Migrations>.Instance).ApplyAsync(CancellationToken.None)));

        Assert.Contains("9999", refusal.Message);
    }

    [Fact]
    public async Task A_migration_that_ends_in_its_middle_has_not_begun()
    {
        await using var db = await OpenEmptyAsync();
        var migrations = new Migrations(db, NullLogger<Migrations>.Instance);
        Migrations.Migration first = new(1, "first", "CREATE TABLE one (id integer PRIMARY KEY)");

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => migrations.ApplyAsync(
            [first, new(2, "second", "CREATE TABLE two (id integer PRIMARY KEY); INSERT INTO one VALUES (1); SELECT * FROM no_such_table")], CancellationToken.None));

        Assert.Equal(0, await db.Database.SqlQueryRaw<int>("SELECT CAST(count(*) AS integer) AS \"Value\" FROM one").SingleAsync());
        await migrations.ApplyAsync([first, new(2, "second", "CREATE TABLE two (id integer PRIMARY KEY); INSERT INTO one VALUES (1)")], CancellationToken.None);
        Assert.Equal(1, await db.Database.SqlQueryRaw<int>("SELECT CAST(count(*) AS integer) AS \"Value\" FROM one").SingleAsync());
    }

    [Fact]
    public async Task Replicas_that_start_together_migrate_once()
    {
        var settings = await EmptyDatabaseAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var db = Open(settings);
            await new Migrations(db, NullLogger<Migrations>.Instance).ApplyAsync(CancellationToken.None);
        })));

        await using var migrated = Open(settings);
        Assert.Equal(await server.WithDbAsync(DescribeAsync), await DescribeAsync(migrated));
    }

    private async Task<FettleDb> OpenEmptyAsync() => Open(await EmptyDatabaseAsync());

    private FettleDb Open(DatabaseSettings settings)
    {
        var options = new DbContextOptionsBuilder<FettleDb>();
        settings.Configure(options);
        return ActivatorUtilities.CreateInstance<FettleDb>(
            server.Services, options.Options, new OrganisationScope(), new Fettle.Server.Platform.Journal.Actor());
    }

    public sealed class Sqlite() : SchemaTests(new OnSqlite())
    {
        private protected override Task<DatabaseSettings> EmptyDatabaseAsync() =>
            Task.FromResult(new DatabaseSettings($"Data Source={Path.Combine(DataFolder, $"{Guid.NewGuid():N}.db")}", Postgres: false));

        protected override async Task<IReadOnlyList<string>> DescribeAsync(FettleDb db) => await db.Database.SqlQueryRaw<string>(
            """
            SELECT t.name || ': column ' || c.name || ' ' || c.type || CASE c."notnull" WHEN 1 THEN ' not null' ELSE '' END || ' key ' || c.pk || ' default ' || coalesce(c.dflt_value, '-')
                || CASE WHEN t.sql LIKE '%AUTOINCREMENT%' AND c.pk = 1 THEN ' autoincrement' ELSE '' END AS "Value"
            FROM sqlite_schema t, pragma_table_xinfo(t.name) c WHERE t.type = 'table'
            UNION ALL
            SELECT t.name || ': index ' || CASE i.origin WHEN 'c' THEN i.name ELSE i.origin END || ' unique ' || i."unique" || ' on ('
                || (SELECT group_concat(coalesce(x.name, '(expression)') || CASE x."desc" WHEN 1 THEN ' desc' ELSE '' END, ', ') FROM pragma_index_xinfo(i.name) x WHERE x.key = 1)
                || ') where ' || coalesce((SELECT substr(s.sql, instr(upper(s.sql), ' WHERE ')) FROM sqlite_schema s WHERE s.name = i.name AND i.partial = 1), '-')
            FROM sqlite_schema t, pragma_index_list(t.name) i WHERE t.type = 'table'
            UNION ALL
            SELECT t.name || ': foreign key ' || f."from" || ' -> ' || f."table" || '.' || coalesce(f."to", 'key') || ' on delete ' || f.on_delete
            FROM sqlite_schema t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'
            """).Where(line => !line.StartsWith("sqlite_") && !line.StartsWith("schema_version:") && !line.StartsWith("search")).OrderBy(line => line).ToListAsync();
    }

    public sealed class Postgres(PostgresCluster cluster) : SchemaTests(new OnPostgres(cluster))
    {
        private protected override async Task<DatabaseSettings> EmptyDatabaseAsync() => new(await cluster.NewDatabaseAsync(), Postgres: true);

        protected override async Task<IReadOnlyList<string>> DescribeAsync(FettleDb db) => await db.Database.SqlQueryRaw<string>(
            """
            SELECT table_name || ': column ' || column_name || ' ' || data_type || coalesce('(' || character_maximum_length || ')', '')
                || CASE WHEN data_type = 'numeric' THEN '(' || coalesce(numeric_precision::text, '-') || ',' || coalesce(numeric_scale::text, '-') || ')' ELSE '' END
                || CASE is_nullable WHEN 'NO' THEN ' not null' ELSE '' END || ' default ' || coalesce(column_default, '-') || ' identity ' || coalesce(identity_generation, '-') AS "Value"
            FROM information_schema.columns WHERE table_schema = 'public'
            UNION ALL
            SELECT tablename || ': ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
            UNION ALL
            SELECT conrelid::regclass || ': ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
            """).Where(line => !line.StartsWith("schema_version:") && !line.StartsWith("search")).OrderBy(line => line).ToListAsync();
    }
}
