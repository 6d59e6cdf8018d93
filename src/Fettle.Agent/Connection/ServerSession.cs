using System.Net;
using System.Security.Cryptography;
using Fettle.Protocol;

namespace Fettle.Agent.Connection;

/// <summary>The device's standing with its server: proves who it is when it has to, and asks in its own name.</summary>
internal sealed class ServerSession(ServerRequests requests, ECDsa deviceKey, long deviceId) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _one = new(1, 1);
    private SessionResponse? _session;

    public long DeviceId { get; } = deviceId;

    /// <summary>What the server rules out on this device, as it last said.</summary>
    public AgentLimits? Limits { get; private set; }

    public HttpMessageInvoker Http => requests.Http;

    public ServerClock Clock => requests.Clock;

    public Uri SocketAddress
    {
        get
        {
            var address = new UriBuilder(requests.Address(Routes.Socket));
            address.Scheme = address.Scheme == "https" ? "wss" : "ws";
            return address.Uri;
        }
    }

    public Task<IReadOnlyList<SignedJob>> FetchJobsAsync(CancellationToken cancel) =>
        AskAsync(token => requests.GetAsync(Routes.Jobs, ProtocolJson.Default.IReadOnlyListSignedJob, token, cancel), cancel);

    public Task<PollResponse> PollAsync(AgentStatus status, CancellationToken cancel) =>
        AskAsync(token => requests.PostAsync(
            Routes.Poll, status, ProtocolJson.Default.AgentStatus, ProtocolJson.Default.PollResponse, token, cancel), cancel);

    public Task<InventoryAcknowledged> SendInventoryAsync(InventoryUpdate update, CancellationToken cancel) =>
        AskAsync(token => requests.PostAsync(
            Routes.Inventory, update, ProtocolJson.Default.InventoryUpdate, ProtocolJson.Default.InventoryAcknowledged, token, cancel), cancel);

    public Task<JobOutputAcknowledged> SendOutputAsync(long job, JobOutput output, CancellationToken cancel) =>
        AskAsync(token => requests.PostAsync(
            Routes.JobOutput(job), output, ProtocolJson.Default.JobOutput, ProtocolJson.Default.JobOutputAcknowledged, token, cancel), cancel);

    public Task SendResultAsync(long job, JobResult result, CancellationToken cancel) =>
        AskAsync(async token =>
        {
            await requests.PostAsync(Routes.JobResult(job), result, ProtocolJson.Default.JobResult, token, cancel);
            return true;
        }, cancel);

    /// <summary>The session's token, from a new challenge where there is none or it is about to end.</summary>
    /// <exception cref="ServerRefused">The server does not take this device.</exception>
    public async Task<string> TokenAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            if (_session is null || _session.ExpiresAt - Margin <= Clock.GetUtcNow())
            {
                _session = await BeginAsync(cancel);
                Limits = _session.Limits;
            }
            return _session.Token;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The server says that the session is over.</summary>
    public void Forget(string token)
    {
        if (_session?.Token == token)
            _session = null;
    }

    public void Dispose() => _one.Dispose();

    private async Task<SessionResponse> BeginAsync(CancellationToken cancel)
    {
        var challenge = await requests.PostAsync(Routes.Challenge, new ChallengeRequest(DeviceId),
            ProtocolJson.Default.ChallengeRequest, ProtocolJson.Default.ChallengeResponse, bearer: null, cancel);
        var proof = ProofOfDevice.Sign(deviceKey, DeviceId, challenge.Nonce);
        return await requests.PostAsync(Routes.Session, new SessionRequest(DeviceId, challenge.Nonce, proof),
            ProtocolJson.Default.SessionRequest, ProtocolJson.Default.SessionResponse, bearer: null, cancel);
    }

    private async Task<T> AskAsync<T>(Func<string, Task<T>> ask, CancellationToken cancel)
    {
        try
        {
            return await AskInSessionAsync(ask, cancel);
        }
        catch (ServerRefused e) when (e.Status == HttpStatusCode.Conflict)
        {
            // Something else changed the same thing at the same time: asking again is the answer.
            return await AskInSessionAsync(ask, cancel);
        }
    }

    private async Task<T> AskInSessionAsync<T>(Func<string, Task<T>> ask, CancellationToken cancel)
    {
        var token = await TokenAsync(cancel);
        try
        {
            return await ask(token);
        }
        catch (ServerRefused e) when (e.Status == HttpStatusCode.Unauthorized)
        {
            // Once: a server that was restarted has forgotten the session, not the device.
            Forget(token);
            return await ask(await TokenAsync(cancel));
        }
    }
}
