using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

[assembly: AssemblyFixture(typeof(Fettle.ServerTests.Testing.PostgresCluster))]

namespace Fettle.ServerTests.Testing;

/// <summary>
/// A real PostgreSQL for this run: started when the first test asks for a database, on a socket and a free loopback port, ended with the run.
/// A shell stands between, which ends the server and removes its files even when this process is killed: it waits for the end of its input.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private const string StartAndWatch =
        """
        "$@" & server=$!
        cat >/dev/null
        kill -INT $server; wait $server; rm -rf "$FOLDER"
        """;

    private readonly Lazy<Task<string>> _started;
    private Process? _watch;
    private int _databases;

    public PostgresCluster() => _started = new(StartAsync);

    /// <summary>The connection string of a new, empty database.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        var connectionString = await _started.Value;
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(connectionString) { Database = name }.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        if (_watch is null)
            return;
        _watch.StandardInput.Close();
        await _watch.WaitForExitAsync();
        _watch.Dispose();
    }

    private async Task<string> StartAsync()
    {
        var programs = Directory.GetDirectories("/usr/lib/postgresql").Order().LastOrDefault()
            ?? throw new InvalidOperationException("The tests need PostgreSQL's programs: apt-get install postgresql");
        var folder = Directory.CreateTempSubdirectory("fettle-postgres-").FullName;
        var data = Path.Combine(folder, "data");

        // PostgreSQL refuses to run as root.
        string[] unprivileged = Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"] : [];
        if (unprivileged.Length > 0)
            await RunAsync(folder, ["chown", "postgres", folder]);
        await RunAsync(folder, [.. unprivileged, $"{programs}/bin/initdb", "-D", data, "-U", "fettle", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);

        var port = FreePort();
        _watch = Process.Start(new ProcessStartInfo(
            "/bin/sh",
            [
                "-c", StartAndWatch, "sh", .. unprivileged, $"{programs}/bin/postgres", "-D", data, "-k", folder, "-p", $"{port}", "-c", "listen_addresses=127.0.0.1",
                "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "max_connections=400", "-c", "logging_collector=on", "-c", "log_min_messages=fatal",
            ])
        { RedirectStandardInput = true, WorkingDirectory = folder, Environment = { ["FOLDER"] = folder } })!;

        var connectionString = $"Host={folder};Port={port};Username=fettle;Database=postgres;Include Error Detail=true;Maximum Pool Size=20";
        await UntilReadyAsync(connectionString);
        return connectionString;
    }

    private static async Task UntilReadyAsync(string connectionString)
    {
        for (var patience = Stopwatch.StartNew(); ; await Task.Yield())
        {
            try
            {
                await using var connection = new NpgsqlConnection(connectionString);
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (patience.Elapsed < TimeSpan.FromSeconds(60))
            {
                // Not listening yet.
            }
        }
    }

    private static async Task RunAsync(string folder, string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', command)} failed: {await output}{errors}");
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
