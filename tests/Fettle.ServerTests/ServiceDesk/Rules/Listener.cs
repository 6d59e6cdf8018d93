using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Fettle.ServerTests.ServiceDesk.Rules;

/// <summary>Somebody else's place that webhooks are posted to: it keeps what comes, and answers as a test says. It hangs where the answer is null.</summary>
internal sealed class Listener : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _serving;

    public Listener()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public ConcurrentQueue<(IReadOnlyDictionary<string, string> Headers, string Body)> Came { get; } = new();

    /// <summary>Something has come.</summary>
    public Task First => _first.Task;

    public string? Answer { get; set; } = "204 No Content";

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/hook";

    private async Task ServeAsync()
    {
        try
        {
            while (!_end.IsCancellationRequested)
            {
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                await TakeAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            // The test is over, or whoever asked went away.
        }
    }

    private async Task TakeAsync(TcpClient client)
    {
        var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        await reader.ReadLineAsync(_end.Token);
        while (await reader.ReadLineAsync(_end.Token) is { Length: > 0 } line)
            headers[line[..line.IndexOf(':')]] = line[(line.IndexOf(':') + 1)..].Trim();
        var body = new StringBuilder();
        var buffer = new char[1024];
        while (Encoding.UTF8.GetByteCount(body.ToString()) < int.Parse(headers["content-length"]))
            body.Append(buffer, 0, await reader.ReadAsync(buffer, _end.Token));
        Came.Enqueue((headers, body.ToString()));
        _first.TrySetResult();
        if (Answer is not { } answer)
        {
            await new TaskCompletionSource().Task.WaitAsync(_end.Token);
            return;
        }
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 {answer}\r\nContent-Length: 4\r\nConnection: close\r\n\r\nsaid"), _end.Token);
    }

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
        GC.KeepAlive(_serving);
    }
}
