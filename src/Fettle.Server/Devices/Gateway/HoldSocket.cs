using System.Net.WebSockets;
using System.Text.Json;
using Fettle.Protocol;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.Devices.Gateway;

/// <summary>
/// Holds a device's socket for as long as it lives: (1) it takes the place of an older one, (2) what waits is told, (3) each frame is a status, bounded in
/// length and number, (4) a cut is written down. Nothing that a frame does not need is kept in between: 2,000 of these have to fit.
/// </summary>
internal sealed class HoldSocket(
    IServiceScopeFactory scopes, Connections connections, WritePresence presence, NudgeDevices nudges, RefusedMessages refusals, IHostApplicationLifetime server, TimeProvider clock,
    ILogger<HoldSocket> log) : IUseCase
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WriteEvery = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FloodWindow = TimeSpan.FromSeconds(10);
    private const int MostInWindow = 40;
    private const int LongestFrame = AgentMessages.Small;

    public static void Map(RouteGroupBuilder agent) =>
        agent.MapGet(AgentRoute.Of(Routes.Socket), (HttpContext http, CurrentDevice device, HoldSocket useCase) => useCase.RunAsync(http, device)).WithName("holdSocket");

    /// <exception cref="BadHttpRequestException">It is not a WebSocket's request.</exception>
    public async Task RunAsync(HttpContext http, CurrentDevice device)
    {
        if (!http.WebSockets.IsWebSocketRequest)
            throw new BadHttpRequestException("This address is for WebSockets.");

        var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = PingEvery, KeepAliveTimeout = AnswerWithin });
        using var connection = new Connection(device, socket, clock.GetUtcNow());
        connections.Enter(connection);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, server.ApplicationStopping);
        try
        {
            await presence.NoteAsync(connection, connected: true);
            _ = nudges.NudgeAsync(connection);
            if (await ListenAsync(connection, end.Token) is { } why)
                await refusals.NoteAsync(why, device, http.Connection.RemoteIpAddress?.ToString(), "on the socket", CancellationToken.None);
        }
        finally
        {
            // A server that stops writes down all of its devices at once.
            if (connections.Leave(connection) && !server.ApplicationStopping.IsCancellationRequested)
                await presence.NoteAsync(connection, connected: false);
        }
    }

    /// <summary>Until the socket ends. Null where it simply did, else why it was ended from here.</summary>
    private async Task<string?> ListenAsync(Connection connection, CancellationToken cancel)
    {
        var (socket, frames) = (connection.Socket, new FrameReader(connection.Socket, LongestFrame));
        var (written, windowFrom, inWindow) = (DateTimeOffset.MinValue, clock.GetUtcNow(), 0);
        try
        {
            while (await frames.NextAsync(cancel) is { } frame)
            {
                var now = clock.GetUtcNow();
                if (now - windowFrom > FloodWindow)
                    (windowFrom, inWindow) = (now, 0);
                if (++inWindow > MostInWindow)
                    return await EndAsync(socket, WebSocketCloseStatus.PolicyViolation, "flood");
                if (Read(frame) is not { } said)
                    return await EndAsync(socket, WebSocketCloseStatus.InvalidPayloadData, "malformed");

                var status = CleanStatus.Of(said, now);
                var sameUsers = connection.Status is { } was && was.UsersAtWork.SequenceEqual(status.UsersAtWork);
                connection.Status = status;
                if (sameUsers && now - written < WriteEvery)
                    continue;
                await WriteAsync(connection, status, cancel);
                written = now;
            }
            return frames.TooLong ? await EndAsync(socket, WebSocketCloseStatus.MessageTooBig, "oversized") : null;
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            return null;
        }
    }

    private static AgentStatus? Read(ReadOnlyMemory<byte> frame)
    {
        try
        {
            return JsonSerializer.Deserialize(frame.Span, ProtocolJson.Default.AgentStatus);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<string> EndAsync(WebSocket socket, WebSocketCloseStatus status, string why)
    {
        using var limit = new CancellationTokenSource(AnswerWithin);
        await socket.CloseOutputAsync(status, why, limit.Token);
        return why;
    }

    private async Task WriteAsync(Connection connection, AgentStatus status, CancellationToken cancel)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<OrganisationScope>().LimitTo([connection.OrganisationId]);
            scope.ServiceProvider.GetRequiredService<Actor>().Is(ActorKind.Device, connection.DeviceId, connection.Name, null);
            await scope.ServiceProvider.GetRequiredService<WriteSighting>().StatusAsync(connection.DeviceId, connection.OrganisationId, status, null, cancel);
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            // A full disk is no reason to cut the device off: it is written with the next status.
            log.LogWarning(e, "What device {Device} said cannot be written down", connection.DeviceId);
        }
    }
}
