using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fettle.Server.Platform.Outgoing;
using Fettle.Server.ServiceDesk.Promises;

namespace Fettle.Server.ServiceDesk.OnCall.Telling;

/// <summary>
/// Posts what is told to the rotation's own place, from where an SMS, a phone call or a chat goes out. <c>X-Fettle-Signature</c> is
/// <c>sha256=</c> and the HMAC of <c>X-Fettle-Timestamp</c>, a full stop and the body; <c>X-Fettle-Delivery</c> stays the same when it is posted again.
/// </summary>
internal sealed class NotifyByWebhook(OutboundGuard guard, TimeProvider clock) : INotify, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly HttpClient _client = new(guard.NewHandler()) { Timeout = Patience };

    public Channel Channel => Channel.Webhook;

    public bool Reaches(Notice notice) => notice.WebhookUrl is not null;

    public async Task SendAsync(Notice notice, CancellationToken cancel)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                Event = "onCall.told",
                Alert = new { Id = notice.AlertId, notice.Subject, notice.Urgent, notice.RaisedAt, Told = notice.Count },
                Ticket = notice.TicketNumber,
                notice.Rotation,
                Person = new { Id = notice.PersonId, Name = notice.PersonName, notice.Email },
            },
            PromiseJson.Options);
        var at = $"{clock.GetUtcNow().ToUnixTimeSeconds()}";
        using var request = new HttpRequestMessage(HttpMethod.Post, notice.WebhookUrl) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-Fettle-Delivery", $"{notice.TellingId}");
        request.Headers.Add("X-Fettle-Timestamp", at);
        request.Headers.Add("X-Fettle-Signature", $"sha256={Sign(notice.WebhookSecret ?? "", at, body)}");
        try
        {
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            if (!answer.IsSuccessStatusCode)
                throw new CannotNotify($"{request.RequestUri!.Host} answered {(int)answer.StatusCode}");
        }
        catch (HttpRequestException e)
        {
            throw new CannotNotify(e.Message);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new CannotNotify($"{request.RequestUri!.Host} did not answer within {Patience.TotalSeconds} seconds");
        }
    }

    internal static string Sign(string secret, string at, byte[] body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{at}.").Concat(body).ToArray()));

    public void Dispose() => _client.Dispose();
}
