using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.ServerTests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.Platform;

public abstract class OrganisationScopeTests(FettleServer server)
{
    [Fact]
    public async Task A_scope_that_nobody_has_set_sees_nothing()
    {
        await server.WriteNoteAsync(await server.OrganisationAsync(), "there");
        await using var scope = server.Services.CreateAsyncScope();

        Assert.Empty(await scope.ServiceProvider.GetRequiredService<FettleDb>().Set<Note>().ToListAsync());
    }

    [Fact]
    public async Task A_scope_sees_its_own_organisations_and_no_others()
    {
        var (ours, theirs) = (await server.OrganisationAsync(), await server.OrganisationAsync());
        await server.WriteNoteAsync(ours, "ours");
        await server.WriteNoteAsync(theirs, "theirs");

        await InScopeOf(ours, async db => Assert.Equal(["ours"], await db.Set<Note>().Select(n => n.Text).ToListAsync()));
        await InScopeOf(theirs, async db => Assert.Equal(["theirs"], await db.Set<Note>().Select(n => n.Text).ToListAsync()));
    }

    [Fact]
    public async Task A_row_of_another_organisation_cannot_be_added()
    {
        var (ours, theirs) = (await server.OrganisationAsync(), await server.OrganisationAsync());

        await InScopeOf(ours, async db =>
        {
            db.Add(new Note { OrganisationId = theirs });
            await Assert.ThrowsAsync<NotFound>(() => db.SaveChangesAsync());
        });

        Assert.Empty(await server.NotesOfAsync(theirs));
    }

    [Fact]
    public async Task A_row_of_another_organisation_cannot_be_changed_even_where_it_was_read()
    {
        var (ours, theirs) = (await server.OrganisationAsync(), await server.OrganisationAsync());
        await server.WriteNoteAsync(theirs, "theirs");

        await InScopeOf(ours, async db =>
        {
            var note = await db.Set<Note>().IgnoreQueryFilters().SingleAsync(n => n.OrganisationId == theirs);
            (note.OrganisationId, note.Text) = (ours, "taken");
            await Assert.ThrowsAsync<NotFound>(() => db.SaveChangesAsync());
        });

        Assert.Equal(["theirs"], await server.NotesOfAsync(theirs));
    }

    [Fact]
    public async Task A_row_cannot_be_moved_into_another_organisation()
    {
        var (ours, theirs) = (await server.OrganisationAsync(), await server.OrganisationAsync());
        await server.WriteNoteAsync(ours, "ours");

        await InScopeOf(ours, async db =>
        {
            (await db.Set<Note>().SingleAsync()).OrganisationId = theirs;
            await Assert.ThrowsAsync<NotFound>(() => db.SaveChangesAsync());
        });

        Assert.Equal(["ours"], await server.NotesOfAsync(ours));
    }

    [Fact]
    public async Task A_row_of_another_organisation_cannot_be_taken_by_claiming_it()
    {
        var (ours, theirs) = (await server.OrganisationAsync(), await server.OrganisationAsync());
        var id = await server.WriteNoteAsync(theirs, "theirs");

        // Attached as if it had been ours all along: the statement's own organisation column must save it.
        await InScopeOf(ours, async db =>
        {
            db.Update(new Note { Id = id, OrganisationId = ours, Text = "taken" });
            await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync());
        });

        Assert.Equal(["theirs"], await server.NotesOfAsync(theirs));
    }

    [Fact]
    public async Task A_row_of_another_organisation_cannot_be_deleted_in_bulk()
    {
        var (ours, theirs) = (await server.OrganisationAsync(), await server.OrganisationAsync());
        await server.WriteNoteAsync(theirs, "theirs");

        await InScopeOf(ours, db => db.Set<Note>().ExecuteDeleteAsync());

        Assert.Equal(["theirs"], await server.NotesOfAsync(theirs));
    }

    private async Task InScopeOf(long organisation, Func<FettleDb, Task> work)
    {
        await using var scope = server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().LimitTo([organisation]);
        await work(scope.ServiceProvider.GetRequiredService<FettleDb>());
    }

    public sealed class Sqlite(NotesOnSqlite server) : OrganisationScopeTests(server), IClassFixture<NotesOnSqlite>;

    public sealed class Postgres(NotesOnPostgres server) : OrganisationScopeTests(server), IClassFixture<NotesOnPostgres>;
}
