using System.Net.WebSockets;
using System.Security.Authentication;
using System.Text.Json;
using Fettle.Agent.Platform;
using Fettle.Agent.State;
using Fettle.Protocol;

namespace Fettle.Agent.Connection;

/// <summary>Keeps the device in touch with its server: by socket where one can be had, by polling where not, and patiently where neither.</summary>
internal sealed class Link(ServerSession session, IDevice device, ConditionBoard condition, AgentLog log, TimeProvider clock, Random random)
{
    private static readonly TimeSpan UsersEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan StatusEvery = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(20);
    private readonly Backoff _backoff = new(random);

    /// <summary>What came down, for the parts that act on it.</summary>
    public Action<AgentNudge>? Nudged { get; set; }

    /// <summary>The server can be reached (again): what waits may go.</summary>
    public Action? Reached { get; set; }

    public async Task RunAsync(CancellationToken cancel)
    {
        while (true)
        {
            var pause = await ConnectAsync(cancel) ?? await PollAsync(cancel);
            await Task.Delay(pause, clock, cancel);
        }
    }

    /// <summary>Stays as long as the socket does. Null where polling is worth a try, else how long to wait.</summary>
    private async Task<TimeSpan?> ConnectAsync(CancellationToken cancel)
    {
        try
        {
            using var socket = await NudgeSocket.OpenAsync(session, cancel);
            using var cut = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var reporting = ReportAsync(socket, cut.Token);
            IsReached(LinkState.Connected);
            _backoff.Reset();
            try
            {
                await foreach (var nudge in socket.NudgesAsync(cancel))
                    Nudged?.Invoke(nudge);
            }
            finally
            {
                await cut.CancelAsync();
                await reporting;
            }
            LostWith("the server closed the connection");
            return _backoff.Next();
        }
        catch (Exception e) when (e is WebSocketException or JsonException or IOException)
        {
            if (condition.Link != LinkState.Connected)
                return null;
            LostWith(e.Message);
            return _backoff.Next();
        }
        catch (Exception e) when (e is HttpRequestException or ServerRefused)
        {
            return Unreachable(e);
        }
    }

    private async Task<TimeSpan> PollAsync(CancellationToken cancel)
    {
        try
        {
            var answer = await session.PollAsync(Status(), cancel);
            IsReached(LinkState.Polling);
            if (answer.Nudge is { } nudge)
                Nudged?.Invoke(nudge);
            _backoff.Reset();
            return PollEvery * (0.75 + random.NextDouble() / 4);
        }
        catch (Exception e) when (e is HttpRequestException or ServerRefused)
        {
            return Unreachable(e);
        }
    }

    private TimeSpan Unreachable(Exception why)
    {
        // A TLS that failed says why only further in.
        var reason = (why.InnerException as AuthenticationException ?? why).Message;
        if (condition.Link != LinkState.Offline)
            LostWith(reason);
        var pause = why is ServerRefused { IsFinal: true } ? _backoff.NextAfterRefusal() : _backoff.Next();
        condition.LinkIs(LinkState.Offline, reason);
        log.Warning($"{reason}; next try in {pause.TotalSeconds:0} s");
        return pause;
    }

    private void LostWith(string why)
    {
        log.Warning($"connection lost: {why}");
        condition.LinkIs(LinkState.Offline, why);
    }

    private void IsReached(LinkState how)
    {
        if (condition.Link != how)
            log.Info(how == LinkState.Connected ? "connected" : "no socket can be had; polling instead");
        condition.LinkIs(how);
        Reached?.Invoke();
    }

    private async Task ReportAsync(NudgeSocket socket, CancellationToken cancel)
    {
        try
        {
            var status = Status();
            await socket.SendAsync(status, cancel);
            for (var sentAt = clock.GetTimestamp(); ;)
            {
                await Task.Delay(UsersEvery, clock, cancel);
                var users = device.UsersAtWork();
                if (users.SequenceEqual(status.UsersAtWork) && clock.GetElapsedTime(sentAt) < StatusEvery)
                    continue;
                status = Status(users);
                await socket.SendAsync(status, cancel);
                sentAt = clock.GetTimestamp();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The receiving side sees the same cut and acts on it.
        }
    }

    private AgentStatus Status(IReadOnlyList<UserAtWork>? users = null)
    {
        var figures = device.Figures();
        return new AgentStatus(users ?? device.UsersAtWork(), figures.BootedAt, clock.GetUtcNow(), figures.Load1, figures.MemoryUsed, figures.RootDiskUsed);
    }
}
