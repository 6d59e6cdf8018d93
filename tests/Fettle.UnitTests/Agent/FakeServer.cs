using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;
using Fettle.Protocol;

namespace Fettle.UnitTests.Agent;

/// <summary>The server's side of the protocol over a real loopback socket, as strict as the real one, and able to be away.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    public const string Token = "let-me-in";
    public const long DeviceId = 7;
    private readonly HttpListener _listener = new();
    private readonly Task _serving;
    private readonly ConcurrentDictionary<string, bool> _nonces = new();
    private readonly ConcurrentDictionary<string, bool> _sessions = new();
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, InventoryItem>> _inventory = new();
    private ECDsa? _deviceKey;
    private WebSocket? _socket;

    public FakeServer()
    {
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address { get; }

    public ECDsa CommandKey { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>What GET jobs answers.</summary>
    public ConcurrentDictionary<(long, int), SignedJob> Jobs { get; } = new();

    public Channel<AgentStatus> Statuses { get; } = Channel.CreateUnbounded<AgentStatus>();

    public Channel<InventoryUpdate> Inventories { get; } = Channel.CreateUnbounded<InventoryUpdate>();

    public Channel<(long Job, JobResult Result)> Results { get; } = Channel.CreateUnbounded<(long, JobResult)>();

    public ConcurrentDictionary<long, StringBuilder> Outputs { get; } = new();

    public bool WithoutSockets { get; set; }

    /// <summary>What the route that ends so answers instead of the truth, with status 200.</summary>
    public (string Route, string Body)? Garbage { get; set; }

    /// <summary>Answers 503 to everything, and cuts the socket.</summary>
    public bool Away
    {
        get;
        set
        {
            field = value;
            if (value)
                _socket?.Abort();
        }
    }

    public void Offer(JobOrder order, ECDsa? signedBy = null) => Jobs[(order.Id, order.Attempt)] = JobSignature.Sign(signedBy ?? CommandKey, order);

    public async Task NudgeAsync(AgentNudge nudge) =>
        await _socket!.SendAsync(JsonSerializer.SerializeToUtf8Bytes(nudge, ProtocolJson.Default.AgentNudge), WebSocketMessageType.Text, true, default);

    /// <summary>A frame of this text, whatever it is.</summary>
    public async Task SayAsync(string text) => await _socket!.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, default);

    public void EndSessions() => _sessions.Clear();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            _ = Task.Run(() => AnswerAsync(context));
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var path = context.Request.Url!.AbsolutePath;
        if (Away)
            Refuse(context, 503, "away");
        else if (Garbage is var (route, body) && path.EndsWith(route, StringComparison.Ordinal))
            Finish(context, 200, Encoding.UTF8.GetBytes(body));
        else if (path == Routes.Enrol && Read(context, ProtocolJson.Default.EnrolRequest) is { } enrol)
            Enrol(context, enrol);
        else if (path == Routes.Challenge)
            Challenge(context);
        else if (path == Routes.Session && Read(context, ProtocolJson.Default.SessionRequest) is { } session)
            OpenSession(context, session);
        else if (context.Request.Headers["Authorization"]?.Split(' ') is not [_, var token] || !_sessions.ContainsKey(token))
            Refuse(context, 401, "no session");
        else if (path == Routes.Socket && context.Request.IsWebSocketRequest && !WithoutSockets)
            await HoldSocketAsync(context);
        else
            AnswerKnown(context, path);
    }

    private void AnswerKnown(HttpListenerContext context, string path)
    {
        if (path == Routes.Poll && Read(context, ProtocolJson.Default.AgentStatus) is { } status)
        {
            Statuses.Writer.TryWrite(status);
            Answer(context, new PollResponse(new AgentNudge(!Jobs.IsEmpty), DateTimeOffset.UtcNow), ProtocolJson.Default.PollResponse);
        }
        else if (path == Routes.Inventory && Read(context, ProtocolJson.Default.InventoryUpdate) is { } update)
        {
            Answer(context, Apply(update), ProtocolJson.Default.InventoryAcknowledged);
            Inventories.Writer.TryWrite(update);
        }
        else if (path == Routes.Jobs)
        {
            Answer(context, [.. Jobs.Values], ProtocolJson.Default.IReadOnlyListSignedJob);
        }
        else if (path.EndsWith("/output", StringComparison.Ordinal) && Read(context, ProtocolJson.Default.JobOutput) is { } output)
        {
            var text = Outputs.GetOrAdd(JobOf(path), _ => new StringBuilder());
            lock (text)
            {
                if (output.Offset <= text.Length && output.Offset + output.Text.Length > text.Length)
                    text.Append(output.Text, (int)(text.Length - output.Offset), (int)(output.Offset + output.Text.Length - text.Length));
                Answer(context, new JobOutputAcknowledged(text.Length), ProtocolJson.Default.JobOutputAcknowledged);
            }
        }
        else if (path.EndsWith("/result", StringComparison.Ordinal) && Read(context, ProtocolJson.Default.JobResult) is { } result)
        {
            Results.Writer.TryWrite((JobOf(path), result));
            Finish(context, 204, []);
        }
        else
        {
            Refuse(context, 404, "no such thing");
        }
    }

    private void Enrol(HttpListenerContext context, EnrolRequest request)
    {
        if (request.Token != Token)
        {
            Refuse(context, 403, "The token is not known");
            return;
        }
        _deviceKey = ECDsa.Create();
        _deviceKey.ImportSubjectPublicKeyInfo(Convert.FromBase64String(request.PublicKey), out _);
        Answer(context, new EnrolResponse(DeviceId, Convert.ToBase64String(CommandKey.ExportSubjectPublicKeyInfo())), ProtocolJson.Default.EnrolResponse);
    }

    private void Challenge(HttpListenerContext context)
    {
        var nonce = Guid.NewGuid().ToString("N");
        _nonces[nonce] = true;
        Answer(context, new ChallengeResponse(nonce), ProtocolJson.Default.ChallengeResponse);
    }

    private void OpenSession(HttpListenerContext context, SessionRequest request)
    {
        if (!_nonces.TryRemove(request.Nonce, out _) || !ProofOfDevice.Verify(_deviceKey!, request.DeviceId, request.Nonce, request.Signature))
        {
            Refuse(context, 401, "not this device");
            return;
        }
        var token = Guid.NewGuid().ToString("N");
        _sessions[token] = true;
        Answer(context, new SessionResponse(token, DateTimeOffset.UtcNow.AddHours(1)), ProtocolJson.Default.SessionResponse);
    }

    private async Task HoldSocketAsync(HttpListenerContext context)
    {
        var accepted = await context.AcceptWebSocketAsync(null);
        _socket = accepted.WebSocket;
        var buffer = new byte[64 * 1024];
        try
        {
            while (await _socket.ReceiveAsync(buffer, default) is { MessageType: WebSocketMessageType.Text } frame)
                Statuses.Writer.TryWrite(JsonSerializer.Deserialize(buffer.AsSpan(0, frame.Count), ProtocolJson.Default.AgentStatus)!);
        }
        catch (WebSocketException)
        {
            // Cut, which is what a test wanted.
        }
    }

    private InventoryAcknowledged Apply(InventoryUpdate update)
    {
        var resend = new List<string>();
        foreach (var change in update.Changes)
        {
            var items = change.Whole ? [] : new Dictionary<string, InventoryItem>(_inventory.GetValueOrDefault(change.Section) ?? new Dictionary<string, InventoryItem>());
            foreach (var key in change.Removed)
                items.Remove(key);
            foreach (var item in change.Set)
                items[item.Key] = item;
            if (InventorySections.Hash(items.Values) != change.HashAfter)
                resend.Add(change.Section);
            _inventory[change.Section] = items;
        }
        return new InventoryAcknowledged(resend);
    }

    private static long JobOf(string path) => long.Parse(path.Split('/')[^2]);

    private static T Read<T>(HttpListenerContext context, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(context.Request.InputStream, type)!;

    private static void Answer<T>(HttpListenerContext context, T body, JsonTypeInfo<T> type) => Finish(context, 200, JsonSerializer.SerializeToUtf8Bytes(body, type));

    private static void Refuse(HttpListenerContext context, int status, string why) =>
        Finish(context, status, Encoding.UTF8.GetBytes($$"""{"title":"{{why}}","status":{{status}}}"""));

    private static void Finish(HttpListenerContext context, int status, byte[] body)
    {
        try
        {
            context.Response.StatusCode = status;
            context.Response.Close(body, willBlock: false);
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The agent went away in the middle, as agents do.
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        _socket?.Abort();
        _listener.Close();
        await _serving;
        CommandKey.Dispose();
        _deviceKey?.Dispose();
    }
}
