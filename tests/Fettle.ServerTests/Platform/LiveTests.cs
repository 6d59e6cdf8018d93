using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Fettle.Server.People;
using Fettle.Server.People.Entering;
using Fettle.Server.People.Live;
using Fettle.Server.Platform.Nudges;
using Fettle.ServerTests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.Platform;

public sealed class LiveTests(OnSqlite server) : IClassFixture<OnSqlite>
{
    // SignalR's JSON protocol ends every message with this.
    private const char End = '\u001e';

    [Fact]
    public async Task Each_hears_of_what_they_may_see_and_of_nothing_else()
    {
        var (ours, theirs) = (await server.OrganisationAsync(), await server.OrganisationAsync());
        var requester = await server.SignInAsync(Role.Requester, ours);
        await using var technician = await Line.OpenAsync(server, await server.SignInAsync(Role.Technician, ours));
        await using var everywhere = await Line.OpenAsync(server, await server.SignInEverywhereAsync(Role.Technician, ours));
        await using var portal = await Line.OpenAsync(server, requester);

        await SayAsync(new("ticket", 1, ours));
        await SayAsync(new("ticket", 2, theirs));
        await SayAsync(new("ticket", 3, ours, requester.Id));
        await SayAsync(new("device", 4, ours));
        await SayAsync(new("agent.work", 5, ours));
        await SayAsync(new("typing", 8, ours, requester.Id));
        await SayAsync(new("article", 6, ours));

        Assert.Equal([1, 3, 4, 6, 8], await technician.HearAsync(5));
        Assert.Equal([1, 2, 3, 4, 6, 8], await everywhere.HearAsync(6));
        Assert.Equal([3, 6], await portal.HearAsync(2));
    }

    [Fact]
    public async Task A_line_ends_when_what_its_person_may_has_changed()
    {
        var person = await server.SignInAsync(Role.Technician, await server.OrganisationAsync());
        await using var line = await Line.OpenAsync(server, person);

        await SayAsync(new("person", person.Id, person.OrganisationId));

        Assert.True(await line.EndsAsync());
    }

    [Fact]
    public async Task A_session_that_is_ended_loses_its_line_and_its_calls_at_once_and_another_of_the_same_person_does_not()
    {
        await using var nudging = await NudgingAsync();
        var person = await server.SignInAsync(Role.Technician, await server.OrganisationAsync());
        var other = await AnotherSessionAsync(person);
        await using var line = await Line.OpenAsync(server, person);
        await using var othersLine = await Line.OpenAsync(server, other);
        var session = (await other.GetAsync("/me/sessions")).EnumerateArray().Single(s => !s.GetProperty("current").GetBoolean()).Number("id");

        await other.SendAsync(HttpMethod.Delete, $"/me/sessions/{session}", null, HttpStatusCode.NoContent);

        Assert.True(await line.EndsAsync());
        await person.GetAsync("/tickets", HttpStatusCode.Unauthorized);
        await SayAsync(new("ticket", 8, person.OrganisationId));
        Assert.Equal([8], await othersLine.HearAsync(1));
    }

    [Theory]
    [InlineData("signOut", HttpStatusCode.Unauthorized)]
    [InlineData("disable", HttpStatusCode.Unauthorized)]
    [InlineData("takeRoles", HttpStatusCode.Forbidden)]
    public async Task Whoever_is_put_out_loses_line_and_calls_at_once(string how, HttpStatusCode afterwards)
    {
        await using var nudging = await NudgingAsync();
        var organisation = await server.OrganisationAsync();
        var (person, administrator) = (await server.SignInAsync(Role.Technician, organisation), await server.SignInAsync(Role.Administrator, organisation));
        await using var line = await Line.OpenAsync(server, person);

        _ = how switch
        {
            "signOut" => await person.PostAsync("/sign-out", expected: HttpStatusCode.NoContent),
            "disable" => await administrator.PostAsync($"/people/{person.Id}/disable", expected: HttpStatusCode.NoContent),
            _ => await administrator.PutAsync($"/people/{person.Id}/roles", Array.Empty<object>(), HttpStatusCode.NoContent),
        };

        Assert.True(await line.EndsAsync());
        await person.GetAsync("/tickets", afterwards);
    }

    [Fact]
    public async Task Where_nudges_may_have_been_missed_every_line_ends_so_that_its_page_fetches_everything()
    {
        await using var line = await Line.OpenAsync(server, await server.SignInAsync(Role.Technician, await server.OrganisationAsync()));

        await SayAsync(Nudge.Anything);

        Assert.True(await line.EndsAsync());
    }

    [Theory]
    [InlineData("/live/negotiate?negotiateVersion=1", "POST")]
    [InlineData("/live", "GET")]
    public async Task A_stranger_gets_no_line(string path, string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        Assert.Equal(HttpStatusCode.Unauthorized, (await server.Stranger().SendAsync(request)).StatusCode);
    }

    /// <summary>The background work that carries nudges to lines, which does not run in tests by itself.</summary>
    private async Task<IAsyncDisposable> NudgingAsync()
    {
        var work = ActivatorUtilities.CreateInstance<SendNudges>(server.Services);
        await work.StartAsync(CancellationToken.None);
        return new Stop(work);
    }

    private sealed class Stop(SendNudges work) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await work.StopAsync(CancellationToken.None);
            work.Dispose();
        }
    }

    private async Task<TestPerson> AnotherSessionAsync(TestPerson person)
    {
        var (secret, now) = (Secrets.New(), server.Clock.GetUtcNow());
        await server.WithDbAsync(async db =>
        {
            db.Sessions.Add(new(person.Id, Secrets.Hash(secret), "203.0.113.2", "another", now, now + TimeSpan.FromDays(1)));
            await db.SaveChangesAsync();
        });
        return person with { Client = server.Browser(secret) };
    }

    private Task SayAsync(Nudge nudge) => ActivatorUtilities.CreateInstance<SendNudges>(server.Services).SendAsync(nudge, CancellationToken.None);

    /// <summary>A browser's line, by hand.</summary>
    private sealed class Line(WebSocket socket) : IAsyncDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
        private readonly List<long> _heard = [];
        private bool _ended;

        public static async Task<Line> OpenAsync(FettleServer server, TestPerson person)
        {
            var client = server.Http.CreateWebSocketClient();
            client.ConfigureRequest = request =>
            {
                request.Headers.Cookie = string.Join("; ", person.Client.DefaultRequestHeaders.GetValues("Cookie"));
                request.Headers.Origin = server.Http.BaseAddress.GetLeftPart(UriPartial.Authority);
            };
            var open = server.Services.GetRequiredService<LiveConnections>();
            var before = open.Ids;
            var line = new Line(await client.ConnectAsync(new Uri(server.Http.BaseAddress, "/live"), CancellationToken.None));
            await line.SendAsync("{\"protocol\":\"json\",\"version\":1}");
            await line.ReceiveAsync();
            // The handshake is answered before the line is in its groups; other tests' lines end meanwhile.
            using var patience = new CancellationTokenSource(Patience);
            while (!open.Ids.Except(before).Any())
            {
                patience.Token.ThrowIfCancellationRequested();
                await Task.Yield();
            }
            return line;
        }

        public async Task<IEnumerable<long>> HearAsync(int count)
        {
            while (_heard.Count < count && !_ended)
                await ReceiveAsync();
            return _heard.Order();
        }

        public async Task<bool> EndsAsync()
        {
            while (!_ended)
                await ReceiveAsync();
            return _ended;
        }

        public ValueTask DisposeAsync()
        {
            socket.Dispose();
            return ValueTask.CompletedTask;
        }

        private Task SendAsync(string message) =>
            socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

        private async Task ReceiveAsync()
        {
            using var patience = new CancellationTokenSource(Patience);
            var buffer = new byte[64 * 1024];
            WebSocketReceiveResult received;
            try
            {
                received = await socket.ReceiveAsync(buffer, patience.Token);
            }
            catch (Exception e) when (e is WebSocketException or IOException)
            {
                _ended = true;
                return;
            }
            _ended |= received.MessageType == WebSocketMessageType.Close;
            foreach (var message in Encoding.UTF8.GetString(buffer, 0, received.Count).Split(End, StringSplitOptions.RemoveEmptyEntries).Select(m => JsonElement.Parse(m)))
            {
                if (message.TryGetProperty("target", out var target) && target.GetString() == "nudge")
                    _heard.Add(message.GetProperty("arguments")[0].GetProperty("id").GetInt64());
                else if (message.TryGetProperty("type", out var type) && type.GetInt32() == 7)
                    _ended = true;
            }
        }
    }
}
