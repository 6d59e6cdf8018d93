using System.Net.WebSockets;

namespace Fettle.Server.Devices.Gateway;

/// <summary>Reads text frames into a buffer that is small at rest and grows only while a long frame is read.</summary>
internal sealed class FrameReader(WebSocket socket, int longest)
{
    private const int AtRest = 1024;
    private byte[] _buffer = new byte[AtRest];

    /// <summary>The last frame was longer than it may be, and reading has ended.</summary>
    public bool TooLong { get; private set; }

    /// <summary>The next frame, good until the one after; null at the end.</summary>
    public async Task<ReadOnlyMemory<byte>?> NextAsync(CancellationToken cancel)
    {
        if (_buffer.Length > AtRest)
            _buffer = new byte[AtRest];
        for (var length = 0; ;)
        {
            if (length == _buffer.Length)
            {
                TooLong = length >= longest;
                if (TooLong)
                    return null;
                Array.Resize(ref _buffer, Math.Min(length * 4, longest));
            }
            var received = await socket.ReceiveAsync(_buffer.AsMemory(length), cancel);
            if (received.MessageType == WebSocketMessageType.Close)
                return null;
            length += received.Count;
            if (received.EndOfMessage)
                return _buffer.AsMemory(0, length);
        }
    }
}
