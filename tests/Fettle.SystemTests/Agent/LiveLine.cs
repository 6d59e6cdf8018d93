using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Fettle.SystemTests.Agent;

/// <summary>A browser's line to the server, by hand: SignalR's JSON protocol, whose messages end with U+001E.</summary>
public sealed class LiveLine : IAsyncDisposable
{
    private const char End = '\u001e';
    private readonly WebSocket _socket;
    private readonly StringBuilder _text = new();

    private LiveLine(WebSocket socket) => _socket = socket;

    public static async Task<LiveLine> BeginAsync(WebSocket socket)
    {
        var line = new LiveLine(socket);
        await socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}" + End), WebSocketMessageType.Text, true, CancellationToken.None);
        await line.NextAsync(_ => true, TimeSpan.FromSeconds(10));
        return line;
    }

    /// <summary>Waits for a nudge.</summary>
    public Task HearAsync(string topic, long id, TimeSpan within) => NextAsync(
        message => message.TryGetProperty("arguments", out var arguments) && arguments[0].GetProperty("topic").GetString() == topic
            && arguments[0].GetProperty("id") is { ValueKind: JsonValueKind.Number } number && number.GetInt64() == id,
        within);

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task NextAsync(Func<JsonElement, bool> wanted, TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within);
        var buffer = new byte[16 * 1024];
        while (true)
        {
            for (var end = IndexOfEnd(); end >= 0; end = IndexOfEnd())
            {
                var message = JsonElement.Parse(_text.ToString(0, end));
                _text.Remove(0, end + 1);
                if (wanted(message))
                    return;
            }
            var received = await _socket.ReceiveAsync(buffer, patience.Token);
            _text.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
        }
    }

    private int IndexOfEnd() => _text.ToString().IndexOf(End, StringComparison.Ordinal);
}
