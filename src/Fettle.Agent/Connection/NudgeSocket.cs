using System.Net;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Fettle.Protocol;

namespace Fettle.Agent.Connection;

/// <summary>The one WebSocket: status goes up, nudges come down. Both sides see a cut within half a minute.</summary>
internal sealed class NudgeSocket : IDisposable
{
    private const int LargestNudge = 64 * 1024;
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1, 1);

    private NudgeSocket()
    {
        _socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(15);
        _socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(10);
    }

    /// <exception cref="WebSocketException">No socket can be had; <see cref="ServerRefused"/> where the session is not accepted.</exception>
    public static async Task<NudgeSocket> OpenAsync(ServerSession session, CancellationToken cancel)
    {
        var token = await session.TokenAsync(cancel);
        try
        {
            return await OpenAsync(session, token, cancel);
        }
        catch (WebSocketException e) when (e.InnerException is ServerRefused)
        {
            // A server that was restarted has forgotten the session, not the device.
            session.Forget(token);
            return await OpenAsync(session, await session.TokenAsync(cancel), cancel);
        }
    }

    private static async Task<NudgeSocket> OpenAsync(ServerSession session, string token, CancellationToken cancel)
    {
        var opened = new NudgeSocket();
        try
        {
            opened._socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
            opened._socket.Options.CollectHttpResponseDetails = true;
            await opened._socket.ConnectAsync(session.SocketAddress, session.Http, cancel);
            return opened;
        }
        catch (WebSocketException e)
        {
            var status = opened._socket.HttpStatusCode;
            opened.Dispose();
            if (status == HttpStatusCode.Unauthorized)
                throw new WebSocketException("The session is over", new ServerRefused(status, e.Message));
            throw;
        }
    }

    public async Task SendAsync(AgentStatus status, CancellationToken cancel)
    {
        var frame = JsonSerializer.SerializeToUtf8Bytes(status, ProtocolJson.Default.AgentStatus);
        await _sending.WaitAsync(cancel);
        try
        {
            await _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, cancel);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Ends when the server closes. A frame that is not a nudge, or too long, ends the connection: whoever is there does not speak the protocol.</summary>
    public async IAsyncEnumerable<AgentNudge> NudgesAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var buffer = new byte[1024];
        while (await ReceiveAsync() is { } length)
            yield return JsonSerializer.Deserialize(buffer.AsSpan(0, length), ProtocolJson.Default.AgentNudge)
                ?? throw new JsonException("An empty nudge");

        async Task<int?> ReceiveAsync()
        {
            for (var length = 0; ;)
            {
                if (length == buffer.Length)
                    Array.Resize(ref buffer, buffer.Length < LargestNudge ? buffer.Length * 2 : throw new WebSocketException("A nudge without end"));
                var received = await _socket.ReceiveAsync(buffer.AsMemory(length), cancel);
                if (received.MessageType == WebSocketMessageType.Close)
                    return null;
                length += received.Count;
                if (received.EndOfMessage)
                    return length;
            }
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _sending.Dispose();
    }
}
