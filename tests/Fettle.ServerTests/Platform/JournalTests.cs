using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Fettle.ServerTests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.Platform;

// A server for each test: every one of them damages the journal.
public abstract class JournalTests(FettleServer server) : IAsyncLifetime
{
    public ValueTask InitializeAsync() => server.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_change_is_written_with_its_actor_and_both_states_and_no_secret()
    {
        var organisation = await server.OrganisationAsync();
        var id = await server.WriteNoteAsync(organisation, "first", secret: "hush");
        await using (var scope = server.Services.CreateAsyncScope())
        {
            var actor = scope.ServiceProvider.GetRequiredService<Actor>();
            actor.Is(ActorKind.Person, 7, "Ada", "192.0.2.7");
            actor.Doing = "RewriteNote";
            scope.ServiceProvider.GetRequiredService<OrganisationScope>().LimitTo([organisation]);
            var db = scope.ServiceProvider.GetRequiredService<FettleDb>();
            var note = await db.Set<Note>().SingleAsync();
            (note.Text, note.Secret) = ("second", "changed");
            await db.SaveChangesAsync();
        }

        var entry = await server.WithDbAsync(db => db.Set<JournalEntry>().SingleAsync(e => e.Action == "RewriteNote"));

        Assert.Equal((ActorKind.Person, 7, "Ada", "192.0.2.7"), (entry.ActorKind, entry.ActorId, entry.ActorName, entry.From));
        Assert.Equal(("Note", id, organisation), (entry.Subject, entry.SubjectId, entry.OrganisationId));
        Assert.Equal("""{"secret":"(hidden)","text":"first"}""", entry.Before);
        Assert.Equal("""{"secret":"(hidden)","text":"second"}""", entry.After);
    }

    [Fact]
    public async Task An_untouched_journal_proves_whole()
    {
        await WriteNotesAsync(5);

        var verdict = await VerifyAsync();

        Assert.Null(verdict.Break);
        Assert.Equal(await server.WithDbAsync(db => db.Set<JournalEntry>().LongCountAsync()), verdict.Entries);
    }

    [Theory]
    [InlineData("text", "UPDATE journal SET after = 'else' WHERE id = 3", 3)]
    [InlineData("actor", "UPDATE journal SET actor_name = 'Somebody else' WHERE id = 3", 3)]
    [InlineData("organisation", "UPDATE journal SET organisation_id = NULL WHERE id = 3", 3)]
    [InlineData("a deleted row", "DELETE FROM journal WHERE id = 3", 4)]
    [InlineData("the first row deleted", "DELETE FROM journal WHERE id = 1", 2)]
    [InlineData("two rows exchanged", "UPDATE journal SET id = -3 WHERE id = 3; UPDATE journal SET id = 3 WHERE id = 4; UPDATE journal SET id = 4 WHERE id = -3", 3)]
    public async Task Tampering_is_found_at_its_place(string what, string sql, long foundAt)
    {
        Assert.NotEmpty(what);
        await WriteNotesAsync(5);

        await server.WithDbAsync(db => db.Database.ExecuteSqlRawAsync(sql));

        Assert.Equal(foundAt, (await VerifyAsync()).Break?.EntryId);
    }

    [Fact]
    public async Task An_end_that_was_cut_off_is_found_by_its_anchor()
    {
        await WriteNotesAsync(5);
        await server.WithAsync<JournalAnchors>(anchors => server.WithDbAsync(db => anchors.NoteAsync(db, server.Clock.GetUtcNow(), CancellationToken.None)));
        Assert.Null((await VerifyAsync()).Break);

        await server.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("DELETE FROM journal WHERE id >= 4"));

        Assert.Contains("is gone", (await VerifyAsync()).Break?.Why);
    }

    [Fact]
    public async Task Changes_made_at_once_stay_one_chain()
    {
        var organisation = await server.OrganisationAsync();

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => server.WriteNoteAsync(organisation, $"note {i}")));

        var verdict = await VerifyAsync();
        Assert.Null(verdict.Break);
        Assert.Equal(40, (await server.NotesOfAsync(organisation)).Count);
    }

    private async Task WriteNotesAsync(int count)
    {
        var organisation = await server.OrganisationAsync();
        for (var i = 0; i < count; i++)
            await server.WriteNoteAsync(organisation, $"note {i}");
    }

    private async Task<JournalVerdict> VerifyAsync()
    {
        JournalVerdict? verdict = null;
        await server.WithAsync<JournalVerification>(async verification => verdict = await verification.RunAsync(CancellationToken.None));
        return verdict!;
    }

    public sealed class Sqlite() : JournalTests(new NotesOnSqlite());

    public sealed class Postgres(PostgresCluster cluster) : JournalTests(new NotesOnPostgres(cluster));
}
