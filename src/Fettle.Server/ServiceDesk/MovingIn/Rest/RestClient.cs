using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Fettle.Server.Platform.Outgoing;
using Fettle.Server.ServiceDesk.MovingIn.Model;

namespace Fettle.Server.ServiceDesk.MovingIn.Rest;

/// <summary>
/// Asks another system over HTTP, behind the guard against private addresses. What may pass by itself (no answer, a cut connection, too many requests, a
/// server's error) becomes <see cref="TryLater"/>, with the pause that was asked for; what does not becomes <see cref="CannotImport"/>.
/// </summary>
internal sealed class RestClient : IDisposable
{
    private const int LongestAnswer = 64 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100), LongestPause = TimeSpan.FromHours(1), UsualPause = TimeSpan.FromMinutes(1);

    private readonly HttpClient _http;
    private readonly Uri _root;
    private readonly AuthenticationHeaderValue _authorization;
    private readonly TimeProvider _clock;

    /// <param name="root">Ends in a slash; the paths that are asked for come after it.</param>
    public RestClient(OutboundGuard guard, Uri root, AuthenticationHeaderValue authorization, TimeProvider clock)
    {
        (_root, _authorization, _clock) = (root, authorization, clock);
        _http = new(guard.NewHandler()) { Timeout = Patience, MaxResponseContentBufferSize = LongestAnswer };
        _http.DefaultRequestHeaders.Accept.Add(new("application/json"));
        _http.DefaultRequestHeaders.UserAgent.Add(new("Fettle", null));
    }

    /// <summary>The answer as JSON; null where there is no such thing.</summary>
    public async Task<JsonElement?> GetAsync(string path, CancellationToken cancel)
    {
        try
        {
            using var request = Request(new(_root, path), secret: true);
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancel);
            if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
                return null;
            Check(answer);
            await using var body = await answer.Content.ReadAsStreamAsync(cancel);
            using var document = await JsonDocument.ParseAsync(body, default, cancel);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new CannotImport($"{_root.Host} does not answer /{path} with JSON, so it is most likely not what the address was thought to be: {e.Message}");
        }
        catch (Exception e) when (Passes(e, cancel))
        {
            throw new TryLater($"{_root.Host} does not answer: {e.Message}", inner: e);
        }
    }

    /// <summary>The bytes; null where there are none any more. Elsewhere than at the other system itself the secret is not sent along.</summary>
    public async Task<Stream?> OpenAsync(string path, CancellationToken cancel)
    {
        var target = new Uri(_root, path);
        // Zendesk keeps files with somebody else, and says so by a redirect.
        for (var hops = 0; hops < 4; hops++)
        {
            try
            {
                using var request = Request(target, secret: target.Host == _root.Host && target.Scheme == _root.Scheme && target.Port == _root.Port);
                var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
                if ((int)answer.StatusCode is >= 301 and <= 308 && answer.Headers.Location is { } elsewhere)
                {
                    answer.Dispose();
                    target = new(target, elsewhere);
                    continue;
                }
                if (answer.IsSuccessStatusCode)
                    return new AnswerStream(answer, await answer.Content.ReadAsStreamAsync(cancel), _root.Host);
                using (answer)
                {
                    if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.Forbidden)
                        return null;
                    Check(answer);
                }
            }
            catch (Exception e) when (Passes(e, cancel))
            {
                throw new TryLater($"{target.Host} does not answer: {e.Message}", inner: e);
            }
        }
        return null;
    }

    public void Dispose() => _http.Dispose();

    /// <summary>What fails while it is read, as it would have failed before.</summary>
    internal static bool Passes(Exception e, CancellationToken cancel) =>
        e is HttpRequestException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested);

    private HttpRequestMessage Request(Uri target, bool secret)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, target);
        if (secret)
            request.Headers.Authorization = _authorization;
        return request;
    }

    private void Check(HttpResponseMessage answer)
    {
        if (answer.IsSuccessStatusCode)
            return;
        var code = (int)answer.StatusCode;
        if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            throw new CannotImport($"{_root.Host} does not let this token read /{answer.RequestMessage!.RequestUri!.AbsolutePath.TrimStart('/')} ({code}). Look at the token and at what it may do.");
        if (answer.StatusCode == HttpStatusCode.TooManyRequests || (answer.StatusCode == HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter is not null))
            throw new TryLater($"{_root.Host} wants a pause ({code}).", Pause(answer.Headers.RetryAfter));
        throw code >= 500 ? new TryLater($"{_root.Host} answers with an error ({code}).") : new CannotImport($"{_root.Host} answers {code} to /{answer.RequestMessage!.RequestUri!.AbsolutePath.TrimStart('/')}.");
    }

    private TimeSpan Pause(RetryConditionHeaderValue? after)
    {
        var asked = after?.Delta ?? (after?.Date is { } date ? date - _clock.GetUtcNow() : UsualPause);
        return asked < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : asked > LongestPause ? LongestPause : asked;
    }
}
