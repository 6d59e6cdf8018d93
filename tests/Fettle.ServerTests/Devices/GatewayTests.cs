using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fettle.Protocol;
using Fettle.Server.Devices.Gateway;
using Fettle.Server.People;
using Fettle.Server.Platform.Journal;
using Fettle.ServerTests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.Devices;

public abstract class GatewayTests(FettleServer server)
{
    [Fact]
    public async Task Without_a_session_nothing_is_answered()
    {
        using var stranger = server.Stranger();
        foreach (var route in new[] { Routes.Jobs, Routes.Socket })
            Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync(route)).StatusCode);
        foreach (var route in new[] { Routes.Poll, Routes.Inventory, Routes.JobOutput(1), Routes.JobResult(1) })
            Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.PostAsync(route, new StringContent("{}"))).StatusCode);
    }

    [Fact]
    public async Task A_challenge_is_good_once_for_a_minute_and_for_the_devices_own_key()
    {
        var organisation = await server.OrganisationAsync();
        using var device = await ScriptedDevice.EnrolAsync(server, organisation);
        using var other = await ScriptedDevice.EnrolAsync(server, organisation);
        using var wrongKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        var nonce = await device.ChallengeAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await device.ProveAsync(nonce, wrongKey)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await device.ProveAsync(nonce, device.Key)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await device.ProveAsync(nonce, device.Key)).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, (await device.ProveAsync(await other.ChallengeAsync(), device.Key)).StatusCode);

        var old = await device.ChallengeAsync();
        server.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.Unauthorized, (await device.ProveAsync(old, device.Key)).StatusCode);
    }

    [Fact]
    public async Task A_session_ends_after_an_hour_and_a_new_challenge_begins_another()
    {
        using var device = await ScriptedDevice.EnrolAsync(server, await server.OrganisationAsync());
        server.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await device.SendAsync(HttpMethod.Get, Routes.Jobs)).StatusCode);

        await device.BeginSessionAsync();

        Assert.Equal(HttpStatusCode.OK, (await device.SendAsync(HttpMethod.Get, Routes.Jobs)).StatusCode);
    }

    [Fact]
    public async Task A_retired_device_is_refused_at_once_and_its_socket_ends()
    {
        var organisation = await server.OrganisationAsync();
        var lead = await server.SignInAsync(Role.Lead, organisation);
        using var device = await ScriptedDevice.EnrolAsync(server, organisation);
        await using var gateway = await OpenGatewayAsync();
        using var socket = await device.ConnectAsync();
        await NextNudgeAsync(socket);

        Assert.Equal(HttpStatusCode.NoContent, (await lead.Client.DeleteAsync($"/api/devices/{device.Id}")).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, (await device.SendAsync(HttpMethod.Get, Routes.Jobs)).StatusCode);
        Assert.Null(await NextNudgeAsync(socket));
        Assert.Empty((await lead.Client.GetFromJsonAsync<JsonElement>("/api/devices")).GetProperty("items").EnumerateArray());
        Assert.Single((await lead.Client.GetFromJsonAsync<JsonElement>("/api/devices?retired=true")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_device_is_online_while_its_socket_is_open_and_offline_when_it_is_cut()
    {
        var organisation = await server.OrganisationAsync();
        var technician = await server.SignInAsync(Role.Technician, organisation);
        using var device = await ScriptedDevice.EnrolAsync(server, organisation);
        Assert.Equal("never", await PresenceAsync(technician, device));

        var socket = await device.ConnectAsync();
        await UntilAsync(async () => await PresenceAsync(technician, device) == "online");
        socket.Abort();
        socket.Dispose();

        await UntilAsync(async () => await PresenceAsync(technician, device) == "offline");
    }

    [Fact]
    public async Task That_a_device_was_cut_off_is_written_down_later_where_it_cannot_be_now()
    {
        var organisation = await server.OrganisationAsync();
        var technician = await server.SignInAsync(Role.Technician, organisation);
        using var device = await ScriptedDevice.EnrolAsync(server, organisation);
        using var socket = await device.ConnectAsync();
        await UntilAsync(async () => await PresenceAsync(technician, device) == "online");
        var connection = server.Services.GetRequiredService<Connections>().Find(device.Id)!;

        await server.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE device_sightings RENAME TO out_of_reach"));
        await server.Services.GetRequiredService<WritePresence>().NoteAsync(connection, connected: false);
        await server.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE out_of_reach RENAME TO device_sightings"));
        Assert.Equal("online", await PresenceAsync(technician, device));

        await UntilAsync(async () =>
        {
            server.Clock.Advance(WritePresence.AgainAfter);
            return await PresenceAsync(technician, device) == "offline";
        });
    }

    [Fact]
    public async Task A_device_that_polls_is_online_until_it_misses_its_turn()
    {
        var organisation = await server.OrganisationAsync();
        var technician = await server.SignInAsync(Role.Technician, organisation);
        using var device = await ScriptedDevice.EnrolAsync(server, organisation);

        await device.PollAsync();
        Assert.Equal("online", await PresenceAsync(technician, device));
        server.Clock.Advance(AnswerPoll.CountsAsOnline);

        Assert.Equal("offline", await PresenceAsync(technician, device));
    }

    [Fact]
    public async Task Of_two_sockets_of_a_device_the_newer_one_stays()
    {
        var organisation = await server.OrganisationAsync();
        var technician = await server.SignInAsync(Role.Technician, organisation);
        using var device = await ScriptedDevice.EnrolAsync(server, organisation);
        using var older = await device.ConnectAsync();
        await NextNudgeAsync(older);

        using var newer = await device.ConnectAsync();

        Assert.NotNull(await NextNudgeAsync(newer));
        Assert.Null(await NextNudgeAsync(older));
        await UntilAsync(async () => await PresenceAsync(technician, device) == "online");
        Assert.Equal(WebSocketState.Open, newer.State);
    }

    [Fact]
    public async Task Of_two_agents_with_one_key_one_is_refused_until_the_other_is_gone_and_the_journal_says_so()
    {
        using var device = await ScriptedDevice.EnrolAsync(server, await server.OrganisationAsync());
        using var copy = await device.CopyAsync();
        using var first = await device.ConnectAsync();
        await NextNudgeAsync(first);
        using var second = await copy.ConnectAsync();
        await NextNudgeAsync(second);

        using var refused = await device.SendAsync(HttpMethod.Get, Routes.Jobs);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("enroll --force", await refused.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, (await copy.SendAsync(HttpMethod.Get, Routes.Jobs)).StatusCode);
        Assert.Contains(await RefusalsAsync(device.Id), r => r.Contains("copied"));

        second.Abort();
        await UntilAsync(async () => (await device.SendAsync(HttpMethod.Get, Routes.Jobs)).StatusCode == HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("{\"usersAtWork\":", "malformed")]
    [InlineData(null, "oversized")]
    public async Task A_socket_that_does_not_speak_the_protocol_is_closed_counted_and_journalled(string? said, string why)
    {
        using var device = await ScriptedDevice.EnrolAsync(server, await server.OrganisationAsync());
        using var socket = await device.ConnectAsync();

        await socket.SendAsync(Encoding.UTF8.GetBytes(said ?? new string(' ', 70_000)), WebSocketMessageType.Text, true, CancellationToken.None);
        while (await NextNudgeAsync(socket) is not null)
        {
            // What waited is told first.
        }

        await UntilAsync(async () => (await RefusalsAsync(device.Id)).Exists(r => r.Contains(why)));
        Assert.Equal(HttpStatusCode.OK, (await device.SendAsync(HttpMethod.Get, Routes.Jobs)).StatusCode);
    }

    [Fact]
    public async Task Malformed_and_oversized_requests_are_refused_and_journalled_once_however_many_come()
    {
        using var device = await ScriptedDevice.EnrolAsync(server, await server.OrganisationAsync());
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await device.SendAsync(HttpMethod.Post, Routes.Inventory, new StringContent("[[[["))).StatusCode);
            Assert.Equal(HttpStatusCode.BadRequest, (await device.SendAsync(HttpMethod.Post, Routes.Inventory, new StringContent("null"))).StatusCode);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await device.SendAsync(HttpMethod.Post, Routes.Poll, new StringContent(new string(' ', 70_000)))).StatusCode);
        }

        var refusals = await RefusalsAsync(device.Id);
        Assert.Equal(2, refusals.Count);
        Assert.Contains(refusals, r => r.Contains("malformed"));
        Assert.Contains(refusals, r => r.Contains("oversized"));
    }

    [Fact]
    public async Task Who_is_at_work_is_found_by_account_and_shown()
    {
        var organisation = await server.OrganisationAsync();
        var technician = await server.SignInAsync(Role.Technician, organisation);
        using var device = await ScriptedDevice.EnrolAsync(server, organisation, "pc-at-work");
        using var idle = await ScriptedDevice.EnrolAsync(server, organisation, "pc-idle");

        await device.PollAsync(new UserAtWork("Ada.Lovelace", "ACME", "tty2", null, server.Clock.GetUtcNow()));

        var found = await technician.Client.GetFromJsonAsync<JsonElement>("/api/devices?q=ada.love");
        var item = Assert.Single(found.GetProperty("items").EnumerateArray());
        Assert.Equal("pc-at-work", item.GetProperty("name").GetString());
        Assert.Equal("Ada.Lovelace", item.GetProperty("usersAtWork")[0].GetString());
    }

    /// <summary>What the product's background work does: nudges reach the sockets.</summary>
    private async Task<IAsyncDisposable> OpenGatewayAsync()
    {
        var nudges = server.Services.GetRequiredService<NudgeDevices>();
        await nudges.StartAsync(CancellationToken.None);
        return new Stopping(nudges);
    }

    private sealed class Stopping(NudgeDevices nudges) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await nudges.StopAsync(CancellationToken.None);
    }

    /// <summary>Null where the socket ends.</summary>
    private static async Task<AgentNudge?> NextNudgeAsync(WebSocket socket)
    {
        var buffer = new byte[4096];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
            return received.MessageType == WebSocketMessageType.Close ? null : JsonSerializer.Deserialize(buffer.AsSpan(0, received.Count), ProtocolJson.Default.AgentNudge);
        }
        catch (Exception e) when (e is WebSocketException or IOException)
        {
            return null;
        }
    }

    private static async Task<string?> PresenceAsync(TestPerson person, ScriptedDevice device) =>
        (await person.Client.GetFromJsonAsync<JsonElement>($"/api/devices/{device.Id}")).GetProperty("presence").GetString();

    private async Task<List<string>> RefusalsAsync(long device) => await server.WithDbAsync(db =>
        db.Set<JournalEntry>().Where(e => e.Action == "RefuseAgentMessage" && e.SubjectId == device).Select(e => e.After!).ToListAsync());

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await condition())
            patience.Token.ThrowIfCancellationRequested();
    }

    public sealed class Sqlite(OnSqlite server) : GatewayTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : GatewayTests(server), IClassFixture<OnPostgres>;
}
