using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using Fettle.ServerTests.Testing;
using Fettle.SystemTests.Agent;

namespace Fettle.SystemTests.Mail;

/// <summary>Mail from a real IMAP server to tickets: at once, once, and whatever ends in the middle.</summary>
[SupportedOSPlatform("linux")]
public abstract class FetchMailTests
{
    /// <summary>One sender writes all of it.</summary>
    private static readonly string[] Many = ["--Mail:PerSenderAndHour", "1000"];

    private protected abstract Task<PublishedServer> NewServerAsync();

    [Fact]
    public async Task Mail_becomes_a_ticket_as_soon_as_it_is_there_also_after_the_mail_server_was_restarted()
    {
        await using var desk = await DeskMail.StartAsync(await NewServerAsync());
        await desk.AddMailboxAsync();
        await Eventually.HoldsAsync("what waited unread is a ticket", async () => (await desk.SubjectsAsync()).Contains("Read before Fettle came"));

        var watch = Stopwatch.StartNew();
        await desk.DeliverAsync("Told by IDLE");
        await Eventually.HoldsAsync("new mail is a ticket", async () => (await desk.SubjectsAsync()).Contains("Told by IDLE"));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15), $"it took {watch.Elapsed}");

        await desk.Dovecot.RestartAsync();
        await desk.DeliverAsync("After the restart");
        await Eventually.HoldsAsync("mail after the restart is a ticket", async () => (await desk.SubjectsAsync()).Contains("After the restart"));

        // A mail server that delivers one message twice; and the same once more into the folder.
        await desk.DeliverAsync("twice", "Twice");
        await desk.DeliverAsync("twice", "Twice");
        await desk.DeliverAsync("Last");
        await Eventually.HoldsAsync("the last is a ticket", async () => (await desk.SubjectsAsync()).Contains("Last"));
        Assert.Equal(["After the restart", "Last", "Read before Fettle came", "Told by IDLE", "Twice"], await desk.SubjectsAsync());
        Assert.Null((string?)(await desk.StateAsync())["trouble"]);
    }

    [Fact]
    public async Task A_wrong_password_is_told_in_words_and_the_right_one_mends_it()
    {
        await using var desk = await DeskMail.StartAsync(await NewServerAsync());
        await desk.AddMailboxAsync("wrong", afterwards: "move");
        await Eventually.HoldsAsync("the refusal is shown", async () => (string?)(await desk.StateAsync())["troubleKind"] == "signIn");
        Assert.Empty(await desk.SubjectsAsync());

        var mailbox = await desk.StateAsync();
        var request = new JsonObject { ["secret"] = "secret" };
        foreach (var name in (string[])["organisationId", "queueId", "address", "host", "port", "security", "user", "authority", "afterwards", "moveTo"])
            request[name] = mailbox[name]!.DeepClone();
        var tried = await desk.Server.PostAsync("/mailboxes/try", new() { ["mailbox"] = request.DeepClone() });
        Assert.Equal(1, (long)tried["messages"]!);
        await desk.Server.PutAsync($"/mailboxes/{desk.Mailbox}", request);

        await Eventually.HoldsAsync("mail is a ticket", async () => (await desk.SubjectsAsync()).Count == 1);
        await Eventually.HoldsAsync("the mail has moved and the trouble is over", async () =>
            (string?)(await desk.StateAsync())["trouble"] is null && Directory.EnumerateFiles(Path.Combine(desk.Dovecot.Folder, "home/anna/Maildir/.Taken/cur")).Any());
    }

    [Fact]
    public async Task Every_mail_is_one_ticket_wherever_the_server_was_killed()
    {
        const int Mails = 150;
        await using var desk = await DeskMail.StartAsync(await NewServerAsync());
        for (var i = 1; i <= Mails; i++)
            await desk.DeliverAsync($"Number {i:000}");
        await desk.AddMailboxAsync();

        for (var round = 1; round <= 4; round++)
        {
            var goal = round * 30;
            await Eventually.HoldsAsync($"{goal} are tickets", async () => (await desk.SubjectsAsync()).Count >= goal);
            await desk.Server.KillAsync();
            await desk.Server.StartAsync();
        }

        await Eventually.HoldsAsync("all are tickets", async () => (await desk.SubjectsAsync()).Count >= Mails + 1);
        Assert.Equal(Enumerable.Range(1, Mails).Select(i => $"Number {i:000}").Append("Read before Fettle came"), await desk.SubjectsAsync());
        Assert.Equal(0, (long)(await desk.StateAsync())["quarantined"]!);
        var (code, output) = await desk.Server.CommandAsync("journal verify");
        Assert.True(code == 0, output);
    }

    public sealed class Sqlite : FetchMailTests
    {
        private protected override Task<PublishedServer> NewServerAsync() => Task.FromResult(new PublishedServer { Further = Many });
    }

    public sealed class Postgres(PostgresCluster cluster) : FetchMailTests
    {
        private protected override async Task<PublishedServer> NewServerAsync() => new() { Database = await cluster.NewDatabaseAsync(), Further = Many };
    }
}
