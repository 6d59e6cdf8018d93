using System.Diagnostics;

namespace Fettle.Bench.Running;

/// <summary>A PostgreSQL with its own defaults (fsync on), for one measurement.</summary>
internal sealed class TemporaryPostgres : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private Process? _process;

    public string ConnectionString { get; private set; } = "";

    public static async Task<TemporaryPostgres> StartAsync(CancellationToken cancel)
    {
        var postgres = new TemporaryPostgres();
        await postgres.RunAsync(cancel);
        return postgres;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            // SIGINT is PostgreSQL's fast shutdown; killing it would leave its children.
            await Machine.RunAsync("kill", ["-INT", $"{_process.Id}"], CancellationToken.None);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
        await _folder.DisposeAsync();
    }

    private async Task RunAsync(CancellationToken cancel)
    {
        var programs = Directory.GetDirectories("/usr/lib/postgresql").Order().Last() + "/bin";
        string[] unprivileged = Environment.UserName == "root" ? ["--reuid=postgres", "--regid=postgres", "--clear-groups", "--"] : ["--"];
        if (Environment.UserName == "root")
            await Machine.RunAsync("chown", ["postgres", _folder.Path], cancel);
        var (data, port) = (Path.Combine(_folder.Path, "data"), Machine.FreePort());
        await Machine.RunAsync("setpriv", [.. unprivileged, $"{programs}/initdb", "-D", data, "-U", "fettle", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8"], cancel, "/");
        _process = Process.Start(new ProcessStartInfo(
            "setpriv",
            [.. unprivileged, $"{programs}/postgres", "-D", data, "-k", _folder.Path, "-p", $"{port}", "-c", "listen_addresses=127.0.0.1", "-c", "shared_buffers=512MB", "-c", "log_min_messages=fatal"])
        { WorkingDirectory = "/" });
        ConnectionString = $"Host=127.0.0.1;Port={port};Username=fettle;Database=postgres";
        for (var tries = 0; tries < 600; tries++)
        {
            try
            {
                await Machine.RunAsync($"{programs}/pg_isready", ["-h", "127.0.0.1", "-p", $"{port}"], cancel);
                return;
            }
            catch (InvalidOperationException)
            {
                await Task.Delay(100, cancel);
            }
        }
        throw new InvalidOperationException("PostgreSQL did not become ready.");
    }
}
