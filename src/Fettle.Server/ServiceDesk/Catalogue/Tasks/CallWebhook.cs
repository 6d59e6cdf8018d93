using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Fettle.Server.Platform.Outgoing;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Catalogue.Asking;
using Fettle.Server.ServiceDesk.Catalogue.Requests;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Tasks;

/// <summary>
/// Posts a request to another program that is to do one of its tasks. <c>X-Fettle-Signature</c> is <c>sha256=</c> and the HMAC of <c>X-Fettle-Timestamp</c>,
/// a full stop and the body; <c>X-Fettle-Delivery</c> stays the same when it is posted again.
/// </summary>
internal sealed class CallWebhook(OutboundGuard guard, WebhookSignature signature, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly HttpClient _client = new(guard.NewHandler()) { Timeout = Patience };

    /// <summary>A call that was begun.</summary>
    /// <param name="Calls">The how-many-eth.</param>
    internal sealed record Begun(
        long TaskId, int Calls, long OfferingId, string Url, string Key, string Title, string Service, long Number, string Subject, long? RequesterId,
        IReadOnlyDictionary<string, IReadOnlyList<string>> Answers, IReadOnlyList<ShownAnswer> Shown)
    {
        public static async Task<Begun> OfAsync(FettleDb db, RequestTask task, CatalogueRequest request, CancellationToken cancel)
        {
            var ticket = await db.Tickets.AsNoTracking().SingleAsync(t => t.Id == task.TicketId, cancel);
            var url = request.ReadPlan().Tasks.Single(t => t.Key == task.Key).Webhook!.Url;
            return new(
                task.Id, task.Calls, request.OfferingId, url, task.Key, task.Title, request.Name, ticket.Number, ticket.Subject, ticket.RequesterId, request.ReadAnswers(), request.ReadShown());
        }
    }

    /// <returns>Why it did not work this time; null where it did.</returns>
    public async Task<string?> RunAsync(Begun begun, CancellationToken cancel)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                Event = "task.started",
                Task = new { Id = begun.TaskId, begun.Key, begun.Title },
                Ticket = new { begun.Number, begun.Subject, begun.RequesterId },
                Service = new { Id = begun.OfferingId, Name = begun.Service },
                begun.Answers,
                begun.Shown,
            },
            CatalogueJson.Options);
        var at = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, begun.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-Fettle-Delivery", $"task-{begun.TaskId}");
        request.Headers.Add("X-Fettle-Timestamp", at);
        request.Headers.Add("X-Fettle-Signature", signature.Of(begun.OfferingId, at, body));
        try
        {
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            return answer.IsSuccessStatusCode ? null : $"{request.RequestUri!.Host} answered {(int)answer.StatusCode}.";
        }
        catch (HttpRequestException e)
        {
            return $"{request.RequestUri!.Host} cannot be called: {StorableText.Of(e.Message)}";
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return $"{request.RequestUri!.Host} did not answer within {Patience.TotalSeconds} seconds.";
        }
    }

    public void Dispose() => _client.Dispose();
}
