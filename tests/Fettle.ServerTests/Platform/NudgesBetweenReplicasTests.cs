using Fettle.Server.Platform.Nudges;
using Fettle.Server.Platform.Persistence;
using Fettle.ServerTests.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Fettle.ServerTests.Platform;

public sealed class NudgesBetweenReplicasTests(PostgresCluster cluster)
{
    [Fact]
    public async Task A_nudge_reaches_other_replicas_once_and_again_after_their_connection_was_lost()
    {
        var settings = new DatabaseSettings(await cluster.NewDatabaseAsync(), Postgres: true);
        using var one = new NudgesOverPostgres(settings, NullLogger<NudgesOverPostgres>.Instance);
        using var other = new NudgesOverPostgres(settings, NullLogger<NudgesOverPostgres>.Instance);
        await one.StartAsync(CancellationToken.None);
        await other.StartAsync(CancellationToken.None);
        var (here, there) = (Heard(one), Heard(other));

        await PublishUntilHeardAsync(one, there, new("ticket", 1, 7));
        await CutAsync(settings);
        await PublishUntilHeardAsync(one, there, new("ticket", 2, 7, PersonId: 3));

        Assert.Equal(here.Published, here.Nudges.Count(n => n != Nudge.Anything));
        // Once when it began to listen, and once when it was back: what was said in between nobody kept.
        Assert.Equal(2, there.Nudges.Count(n => n == Nudge.Anything));
        await one.StopAsync(CancellationToken.None);
        await other.StopAsync(CancellationToken.None);
    }

    /// <summary>A nudge may be lost while a replica connects; it is said again until it is heard.</summary>
    private async Task PublishUntilHeardAsync(NudgesOverPostgres from, Ear at, Nudge nudge)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!at.Nudges.Contains(nudge))
        {
            patience.Token.ThrowIfCancellationRequested();
            _ears[from].Published++;
            from.Publish(nudge);
            await Task.WhenAny(at.Next.WaitAsync(patience.Token), at.Next.WaitAsync(TimeSpan.FromMilliseconds(200)));
        }
    }

    private Ear Heard(NudgesOverPostgres nudges)
    {
        var ear = _ears[nudges] = new();
        nudges.Subscribe(nudge =>
        {
            lock (ear.Nudges)
                ear.Nudges.Add(nudge);
            ear.Next.Release();
        });
        return ear;
    }

    private readonly Dictionary<NudgesOverPostgres, Ear> _ears = [];

    private static async Task CutAsync(DatabaseSettings settings)
    {
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        await using var cut = new NpgsqlCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", connection);
        await cut.ExecuteNonQueryAsync();
    }

    private sealed class Ear
    {
        public List<Nudge> Nudges { get; } = [];

        public SemaphoreSlim Next { get; } = new(0);

        public int Published { get; set; }
    }
}
