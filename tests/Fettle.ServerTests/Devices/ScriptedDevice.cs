using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Fettle.Protocol;
using Fettle.Server.Devices.Enrolment;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.Devices;

/// <summary>A device that does what a test says, in the agent's own words: a real key, real signatures, the protocol's JSON.</summary>
public sealed class ScriptedDevice : IDisposable
{
    private readonly FettleServer _server;
    private readonly HttpClient _http;
    private string? _token;

    private ScriptedDevice(FettleServer server, ECDsa key) => (_server, _http, Key) = (server, server.Stranger(), key);

    public long Id { get; private set; }

    public ECDsa Key { get; }

    public string CommandKey { get; private set; } = "";

    /// <summary>A new device of this organisation, enrolled and with a session.</summary>
    public static async Task<ScriptedDevice> EnrolAsync(FettleServer server, long organisation, string host = "pc-1", string? machineId = null)
    {
        var device = new ScriptedDevice(server, ECDsa.Create(ECCurve.NamedCurves.nistP256));
        await device.EnrolWithAsync(await server.EnrolmentTokenAsync(organisation), host, machineId);
        await device.BeginSessionAsync();
        return device;
    }

    /// <summary>Another agent with the same key, as on a copied disk, in a session of its own.</summary>
    public async Task<ScriptedDevice> CopyAsync()
    {
        var key = ECDsa.Create(Key.ExportParameters(includePrivateParameters: true));
        var copy = new ScriptedDevice(_server, key) { Id = Id, CommandKey = CommandKey };
        await copy.BeginSessionAsync();
        return copy;
    }

    public async Task EnrolWithAsync(string token, string host = "pc-1", string? machineId = null)
    {
        using var answer = await _http.PostAsJsonAsync(Routes.Enrol, Request(token, Key, host, machineId), ProtocolJson.Default.EnrolRequest);
        answer.EnsureSuccessStatusCode();
        var enrolled = (await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.EnrolResponse))!;
        (Id, CommandKey) = (enrolled.DeviceId, enrolled.CommandKey);
    }

    public static EnrolRequest Request(string token, ECDsa key, string host = "pc-1", string? machineId = null) => new(
        token, Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()), host, machineId ?? Guid.NewGuid().ToString("N"), "Debian GNU/Linux 12 (bookworm)", "linux", "0.1.0");

    public async Task BeginSessionAsync()
    {
        using var answer = await ProveAsync(await ChallengeAsync(), Key);
        answer.EnsureSuccessStatusCode();
        _token = (await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.SessionResponse))!.Token;
    }

    public async Task<string> ChallengeAsync()
    {
        // No two challenges of a device are made in the same instant.
        _server.Clock.Advance(TimeSpan.FromMilliseconds(1));
        using var answer = await _http.PostAsJsonAsync(Routes.Challenge, new ChallengeRequest(Id), ProtocolJson.Default.ChallengeRequest);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.ChallengeResponse))!.Nonce;
    }

    /// <summary>Answers a challenge with a signature by this key.</summary>
    public Task<HttpResponseMessage> ProveAsync(string nonce, ECDsa key) =>
        _http.PostAsJsonAsync(Routes.Session, new SessionRequest(Id, nonce, ProofOfDevice.Sign(key, Id, nonce)), ProtocolJson.Default.SessionRequest);

    public async Task<HttpResponseMessage> PostAsync<T>(string route, T body, JsonTypeInfo<T> type) =>
        await SendAsync(HttpMethod.Post, route, JsonContent.Create(body, type));

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string route, HttpContent? body = null)
    {
        using var request = new HttpRequestMessage(method, route) { Content = body };
        request.Headers.Authorization = _token is null ? null : new AuthenticationHeaderValue("Bearer", _token);
        return await _http.SendAsync(request);
    }

    public async Task<PollResponse> PollAsync(params UserAtWork[] users)
    {
        using var answer = await PostAsync(Routes.Poll, Status(users), ProtocolJson.Default.AgentStatus);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.PollResponse))!;
    }

    public AgentStatus Status(params UserAtWork[] users) =>
        new(users, _server.Clock.GetUtcNow() - TimeSpan.FromHours(3), _server.Clock.GetUtcNow(), 0.4, 0.5, 0.6);

    public async Task<InventoryAcknowledged> SendInventoryAsync(params SectionChange[] changes)
    {
        using var answer = await PostAsync(Routes.Inventory, new InventoryUpdate(_server.Clock.GetUtcNow(), changes), ProtocolJson.Default.InventoryUpdate);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.InventoryAcknowledged))!;
    }

    /// <summary>Fetches its jobs and opens them with the pinned key.</summary>
    public async Task<IReadOnlyList<JobOrder>> FetchJobsAsync()
    {
        using var answer = await SendAsync(HttpMethod.Get, Routes.Jobs);
        answer.EnsureSuccessStatusCode();
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(CommandKey), out _);
        var jobs = (await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.IReadOnlyListSignedJob))!;
        return [.. jobs.Select(j => JobSignature.Open(key, j) ?? throw new InvalidOperationException("A job is not signed by the pinned key."))];
    }

    public async Task<JobOutputAcknowledged> PrintAsync(JobOrder job, long offset, string text)
    {
        using var answer = await PostAsync(Routes.JobOutput(job.Id), new JobOutput(job.Attempt, offset, text), ProtocolJson.Default.JobOutput);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.JobOutputAcknowledged))!;
    }

    public async Task FinishAsync(JobOrder job, JobOutcome outcome = JobOutcome.Succeeded, string? report = null, string? error = null)
    {
        using var answer = await ReportAsync(job, outcome, report, error);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    public Task<HttpResponseMessage> ReportAsync(JobOrder job, JobOutcome outcome = JobOutcome.Succeeded, string? report = null, string? error = null)
    {
        var now = _server.Clock.GetUtcNow();
        var result = new JobResult(job.Attempt, outcome, now, now, 0, report is null ? null : JsonElement.Parse(report), error);
        return PostAsync(Routes.JobResult(job.Id), result, ProtocolJson.Default.JobResult);
    }

    public Task<WebSocket> ConnectAsync()
    {
        var client = _server.Http.CreateWebSocketClient();
        client.ConfigureRequest = request => request.Headers.Authorization = $"Bearer {_token}";
        return client.ConnectAsync(new Uri(_server.Http.BaseAddress, Routes.Socket), CancellationToken.None);
    }

    public void Dispose()
    {
        _http.Dispose();
        Key.Dispose();
    }
}

public static class EnrolmentTokens
{
    /// <summary>A token of this organisation, good for a day.</summary>
    public static Task<string> EnrolmentTokenAsync(this FettleServer server, long organisation, int uses = 1)
    {
        ArgumentNullException.ThrowIfNull(server);
        return server.WithDbAsync(async db =>
        {
            var now = server.Clock.GetUtcNow();
            var (token, secret) = EnrolmentToken.Make(organisation, "test", uses, now + TimeSpan.FromDays(1), by: 1, now);
            db.Add(token);
            await db.SaveChangesAsync();
            return secret;
        });
    }
}
