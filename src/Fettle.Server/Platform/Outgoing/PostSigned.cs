using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Fettle.Server.Platform.Outgoing;

/// <summary>
/// Posts JSON to a place of somebody else's. <c>X-Fettle-Signature</c> is <c>sha256=</c> and the HMAC of <c>X-Fettle-Timestamp</c>, a full stop and the
/// body; <c>X-Fettle-Delivery</c> stays the same when it is posted again. Redirects are not followed, and whoever does not answer in time is cut off.
/// </summary>
internal sealed class PostSigned(OutboundGuard guard, TimeProvider clock) : IDisposable
{
    /// <summary>For all of it: the connection, the answer and its text.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private const int LongestAnswer = 4000;

    private readonly HttpClient _client = new(guard.NewHandler()) { Timeout = Timeout.InfiniteTimeSpan };

    /// <param name="Status">Null: no answer came.</param>
    /// <param name="Text">The beginning of the answer.</param>
    /// <param name="Failure">Why it did not arrive; null where it did: a status of 2xx.</param>
    public sealed record Outcome(int? Status, string? Text, string? Failure, TimeSpan Took);

    public async Task<Outcome> RunAsync(string url, string secret, string delivery, byte[] body, CancellationToken cancel)
    {
        var (at, began) = ($"{clock.GetUtcNow().ToUnixTimeSeconds()}", Stopwatch.GetTimestamp());
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("User-Agent", "Fettle");
        request.Headers.Add("X-Fettle-Delivery", delivery);
        request.Headers.Add("X-Fettle-Timestamp", at);
        request.Headers.Add("X-Fettle-Signature", $"sha256={Sign(secret, at, body)}");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        int? status = null;
        try
        {
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            status = (int)answer.StatusCode;
            var text = await BeginningAsync(answer.Content, limit.Token);
            return Outcome(text, answer.IsSuccessStatusCode ? null : $"{request.RequestUri!.Host} answered {status}");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return Outcome(null, e.Message);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Outcome(null, $"{request.RequestUri!.Host} did not answer within {Patience.TotalSeconds} seconds");
        }

        Outcome Outcome(string? text, string? failure) => new(status, text, failure, Stopwatch.GetElapsedTime(began));
    }

    private static async Task<string> BeginningAsync(HttpContent content, CancellationToken cancel)
    {
        await using var stream = await content.ReadAsStreamAsync(cancel);
        var buffer = new byte[LongestAnswer];
        var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
        return Encoding.UTF8.GetString(buffer, 0, read);
    }

    internal static string Sign(string secret, string at, byte[] body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{at}.").Concat(body).ToArray()));

    public void Dispose() => _client.Dispose();
}
