using Fettle.Server.Platform.Nudges;
using Fettle.Server.Platform.Outbox;
using Fettle.Server.Platform.Persistence;
using Fettle.ServerTests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.Platform;

public abstract class OutboxTests(FettleServer server)
{
    [Fact]
    public async Task A_told_event_is_heard_once()
    {
        var organisation = await server.OrganisationAsync();
        await server.WriteNoteAsync(organisation, "hello");

        await server.DeliverOutboxAsync();
        await server.DeliverOutboxAsync();

        Assert.Equal(["hello", "answer to hello"], await server.NotesOfAsync(organisation));
    }

    [Fact]
    public async Task An_event_of_a_change_that_failed_is_never_heard()
    {
        var organisation = await server.OrganisationAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => server.WithDbAsync(db => db.InTransactionAsync(
            async () =>
            {
                db.Add(new Note { OrganisationId = organisation, Text = "undone" });
                db.Tell(new NoteWritten(organisation, 1));
                await db.SaveChangesAsync();
                throw new InvalidOperationException("the change fails after it was written");
            },
            CancellationToken.None)));
        await server.DeliverOutboxAsync();

        Assert.Empty(await server.NotesOfAsync(organisation));
    }

    [Fact]
    public async Task A_listener_that_fails_leaves_nothing_behind_is_put_off_and_the_others_go_on()
    {
        var organisation = await server.OrganisationAsync();
        var failure = server.Services.GetRequiredService<FailureWanted>();
        var bad = $"bad {organisation}";
        await server.WriteNoteAsync(organisation, bad);
        await server.WriteNoteAsync(organisation, "good");
        failure.For = bad;

        await server.DeliverOutboxAsync();

        Assert.Equal([bad, "good", "answer to good"], await server.NotesOfAsync(organisation));
        var waiting = await server.WithDbAsync(db => db.Set<OutboxMessage>().SingleAsync());
        Assert.Equal((1, $"{bad} fails"), (waiting.Tries, waiting.LastError));

        failure.For = null;
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await server.DeliverOutboxAsync();
        Assert.Contains($"answer to {bad}", await server.NotesOfAsync(organisation));
    }

    [Fact]
    public async Task A_crash_between_hearing_and_removing_the_message_does_nothing_twice()
    {
        var organisation = await server.OrganisationAsync();
        await server.WriteNoteAsync(organisation, "hello");

        // What the dispatcher does, up to the moment before its commit, where the process ends.
        await using (var scope = server.Services.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<OrganisationScope>().SeeEverything();
            var db = scope.ServiceProvider.GetRequiredService<FettleDb>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            var message = await db.Set<OutboxMessage>().AsNoTracking().SingleAsync(m => m.Payload.Contains($":{organisation},"));
            var route = server.Services.GetRequiredService<OutboxRoutes>().Find(message.Listener)!;
            await route.HearAsync(scope.ServiceProvider, (IEvent)System.Text.Json.JsonSerializer.Deserialize(message.Payload, route.Event)!, CancellationToken.None);
        }
        await server.DeliverOutboxAsync();

        Assert.Equal(["hello", "answer to hello"], await server.NotesOfAsync(organisation));
    }

    [Fact]
    public async Task Two_dispatchers_at_once_hear_every_event_once()
    {
        var organisation = await server.OrganisationAsync();
        for (var i = 0; i < 10; i++)
            await server.WriteNoteAsync(organisation, $"{i}");

        await Task.WhenAll(server.DeliverOutboxAsync(), server.DeliverOutboxAsync(), server.DeliverOutboxAsync());

        Assert.Equal(20, (await server.NotesOfAsync(organisation)).Count);
    }

    [Fact]
    public async Task Watchers_are_nudged_after_the_commit_and_not_where_there_is_none()
    {
        var organisation = await server.OrganisationAsync();
        var committed = new List<int>();
        using var watching = server.Services.GetRequiredService<INudges>().Subscribe(nudge =>
        {
            if (nudge.OrganisationId == organisation)
                committed.Add(server.NotesOfAsync(organisation).GetAwaiter().GetResult().Count);
        });

        await server.WriteNoteAsync(organisation, "seen");
        await Assert.ThrowsAsync<InvalidOperationException>(() => server.WithDbAsync(db => db.InTransactionAsync(
            async () =>
            {
                db.Nudge("note", null, organisation);
                await db.SaveChangesAsync();
                throw new InvalidOperationException("after the nudge was asked for");
            },
            CancellationToken.None)));

        Assert.Equal([1], committed);
    }

    public sealed class Sqlite(NotesOnSqlite server) : OutboxTests(server), IClassFixture<NotesOnSqlite>;

    public sealed class Postgres(NotesOnPostgres server) : OutboxTests(server), IClassFixture<NotesOnPostgres>;
}
