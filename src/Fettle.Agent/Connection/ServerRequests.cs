using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Fettle.Protocol;

namespace Fettle.Agent.Connection;

/// <summary>One request and its answer, in the protocol's JSON. An answer is read up to a limit: the server, too, may be an impostor.</summary>
internal sealed class ServerRequests(HttpMessageInvoker http, Uri server, TimeProvider clock)
{
    private const int LargestAnswer = 16 * 1024 * 1024;
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    public HttpMessageInvoker Http { get; } = http;

    public ServerClock Clock { get; } = new(clock);

    public Uri Address(string route) => new(server, route);

    public async Task<TAnswer> PostAsync<TBody, TAnswer>(
        string route, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> answerType, string? bearer, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address(route)) { Content = JsonContent.Create(body, bodyType) };
        return Read(await SendAsync(request, bearer, cancel), answerType);
    }

    public async Task PostAsync<TBody>(string route, TBody body, JsonTypeInfo<TBody> bodyType, string? bearer, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address(route)) { Content = JsonContent.Create(body, bodyType) };
        await SendAsync(request, bearer, cancel);
    }

    public async Task<TAnswer> GetAsync<TAnswer>(string route, JsonTypeInfo<TAnswer> answerType, string? bearer, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(route));
        return Read(await SendAsync(request, bearer, cancel), answerType);
    }

    /// <exception cref="ServerRefused">An answer outside 2xx.</exception>
    /// <exception cref="HttpRequestException">No answer.</exception>
    private async Task<byte[]> SendAsync(HttpRequestMessage request, string? bearer, CancellationToken cancel)
    {
        if (bearer is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeLimit);
        try
        {
            using var response = await Http.SendAsync(request, limit.Token);
            Clock.Hear(response.Headers.Date);
            await response.Content.LoadIntoBufferAsync(LargestAnswer, limit.Token);
            var body = await response.Content.ReadAsByteArrayAsync(limit.Token);
            return response.IsSuccessStatusCode ? body : throw Refusal(response.StatusCode, body);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new HttpRequestException($"{request.RequestUri?.Host} did not answer within {TimeLimit.TotalSeconds:0} s", e);
        }
    }

    private static TAnswer Read<TAnswer>(byte[] body, JsonTypeInfo<TAnswer> type)
    {
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new HttpRequestException("The server's answer is empty");
        }
        catch (JsonException e)
        {
            throw new HttpRequestException($"The server's answer is not what the protocol says: {e.Message}", e);
        }
    }

    private static ServerRefused Refusal(HttpStatusCode status, byte[] body)
    {
        AgentProblem? problem = null;
        try
        {
            problem = JsonSerializer.Deserialize(body, ProtocolJson.Default.AgentProblem);
        }
        catch (JsonException)
        {
            // Not from Fettle: a proxy's page, for example. The status has to do.
        }
        return new ServerRefused(status, problem?.Detail ?? problem?.Title ?? $"The server answered {(int)status} {status}");
    }
}
