using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Fettle.ServerTests.Testing;
using Fettle.SystemTests.Agent;

namespace Fettle.SystemTests.Server;

/// <summary>kill -9 in the middle of work: what was acknowledged is there, once, and the journal's chain holds.</summary>
public abstract class KillTests
{
    private protected abstract Task<PublishedServer> NewServerAsync();

    [Fact]
    public async Task What_was_acknowledged_before_a_kill_is_there_after_it_and_once()
    {
        PublishedServer.SkipWhereThereIsNone();
        await using var server = await NewServerAsync();
        await server.InitializeAsync();
        List<string> acknowledged = [];

        for (var round = 0; round < 3; round++)
        {
            var writers = Enumerable.Range(0, 6).Select(writer => WriteUntilKilledAsync(server, $"round {round} writer {writer}", acknowledged)).ToList();
            var goal = (round + 1) * 30;
            await Eventually.HoldsAsync($"{goal} tickets are acknowledged", () => Task.FromResult(Count(acknowledged) >= goal));
            await server.KillAsync();
            await Task.WhenAll(writers);
            await server.StartAsync();
        }

        var kept = await SubjectsAsync(server);
        Assert.Empty(acknowledged.Except(kept, StringComparer.Ordinal));
        Assert.Equal(kept.Count, kept.Distinct(StringComparer.Ordinal).Count());
        var (code, output) = await server.CommandAsync("journal verify");
        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task A_reply_and_a_file_are_there_whole_and_once_or_not_at_all_wherever_the_server_was_killed()
    {
        PublishedServer.SkipWhereThereIsNone();
        await using var server = await NewServerAsync();
        await server.InitializeAsync();
        var ticket = (long)(await server.PostAsync("/tickets", new JsonObject { ["kind"] = "incident", ["subject"] = "s", ["body"] = "x" }))["number"]!;
        var (sent, acknowledged, unheard) = (new ConcurrentDictionary<string, byte[]>(StringComparer.Ordinal), new ConcurrentBag<string>(), new ConcurrentBag<string>());

        for (var round = 0; round < 3; round++)
        {
            var writers = Enumerable.Range(0, 4).Select(writer => ReplyUntilKilledAsync(server, ticket, $"{round}-{writer}", sent, acknowledged, unheard)).ToList();
            var goal = (round + 1) * 12;
            await Eventually.HoldsAsync($"{goal} replies and files are acknowledged", () => Task.FromResult(acknowledged.Count >= goal));
            await server.KillAsync();
            await Task.WhenAll(writers);
            await server.StartAsync();
        }
        // Whoever heard nothing sends the reply again, with the key that it had.
        foreach (var reply in unheard.Where(name => name.StartsWith("reply", StringComparison.Ordinal)))
            Assert.NotNull(await server.TryAsync(HttpMethod.Post, $"/api/tickets/{ticket}/replies", new JsonObject { ["body"] = reply }, reply));

        var timeline = await TimelineAsync(server, ticket);
        var replies = timeline.Select(e => ((string?)e["text"])?.Trim()).Where(t => t?.StartsWith("reply", StringComparison.Ordinal) == true).ToList();
        Assert.Equal(replies.Count, replies.Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(acknowledged.Concat(unheard).Where(n => n.StartsWith("reply", StringComparison.Ordinal)).Except(replies!, StringComparer.Ordinal));

        var files = timeline.SelectMany(e => e["attachments"]?.AsArray() ?? []).Select(f => (Name: (string)f!["name"]!, Id: (long)f["id"]!)).ToList();
        Assert.Equal(files.Count, files.Select(f => f.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(acknowledged.Where(n => n.StartsWith("file", StringComparison.Ordinal)).Except(files.Select(f => f.Name), StringComparer.Ordinal));
        foreach (var (name, id) in files)
            Assert.Equal(Convert.ToHexString(SHA256.HashData(sent[name])), Convert.ToHexString(SHA256.HashData(await server.DownloadAsync(id))));
    }

    [Fact]
    public async Task A_migration_that_is_killed_at_any_moment_is_whole_or_not_begun()
    {
        PublishedServer.SkipWhereThereIsNone();
        for (var moment = 150; moment <= 1500; moment += 150)
        {
            await using var server = await NewServerAsync();
            await server.CommandAsync("migrate", TimeSpan.FromMilliseconds(moment));

            var (code, output) = await server.CommandAsync("migrate");

            Assert.True(code == 0, $"after a kill at {moment} ms: {output}");
        }
    }

    private static int Count(List<string> list)
    {
        lock (list)
            return list.Count;
    }

    private static async Task WriteUntilKilledAsync(PublishedServer server, string who, List<string> acknowledged)
    {
        for (var i = 0; ; i++)
        {
            var subject = $"{who} number {i}";
            if (await server.TryAsync(HttpMethod.Post, "/api/tickets", new JsonObject { ["kind"] = "incident", ["subject"] = subject, ["body"] = "x" }) is not { } answer)
                return;
            Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created, $"{answer.Status} {answer.Body}");
            lock (acknowledged)
                acknowledged.Add(subject);
        }
    }

    private static async Task ReplyUntilKilledAsync(
        PublishedServer server, long ticket, string who, ConcurrentDictionary<string, byte[]> sent, ConcurrentBag<string> acknowledged, ConcurrentBag<string> unheard)
    {
        for (var i = 0; ; i++)
        {
            var (reply, file) = ($"reply {who} {i}", $"file-{who}-{i}.bin");
            var answer = await server.TryAsync(HttpMethod.Post, $"/api/tickets/{ticket}/replies", new JsonObject { ["body"] = reply }, reply);
            (answer is null ? unheard : acknowledged).Add(reply);
            if (answer is null)
                return;
            Assert.Equal(HttpStatusCode.OK, answer.Value.Status);
            sent[file] = RandomNumberGenerator.GetBytes(300_000);
            if (await server.TryAttachAsync(ticket, file, sent[file]) is null)
                return;
            acknowledged.Add(file);
        }
    }

    private static async Task<List<JsonObject>> TimelineAsync(PublishedServer server, long ticket)
    {
        List<JsonObject> entries = [];
        string? next = null;
        do
        {
            var page = await server.GetAsync($"/tickets/{ticket}/timeline?limit=200{(next is null ? "" : $"&cursor={next}")}");
            entries.AddRange(page["items"]!.AsArray().Select(e => e!.AsObject()));
            next = (string?)page["next"];
        }
        while (next is not null);
        return entries;
    }

    private static async Task<List<string>> SubjectsAsync(PublishedServer server)
    {
        List<string> subjects = [];
        string? next = null;
        do
        {
            var page = await server.GetAsync($"/tickets?limit=200{(next is null ? "" : $"&cursor={next}")}");
            subjects.AddRange(page["items"]!.AsArray().Select(t => (string)t!["subject"]!));
            next = (string?)page["next"];
        }
        while (next is not null);
        return subjects;
    }

    public sealed class Sqlite : KillTests
    {
        private protected override Task<PublishedServer> NewServerAsync() => Task.FromResult(new PublishedServer());
    }

    public sealed class Postgres(PostgresCluster cluster) : KillTests
    {
        private protected override async Task<PublishedServer> NewServerAsync() => new() { Database = await cluster.NewDatabaseAsync() };
    }
}
