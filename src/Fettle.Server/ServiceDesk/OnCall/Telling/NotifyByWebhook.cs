using System.Text.Json;
using Fettle.Server.Platform.Outgoing;
using Fettle.Server.ServiceDesk.Promises;

namespace Fettle.Server.ServiceDesk.OnCall.Telling;

/// <summary>Posts what is told to the rotation's own place, from where an SMS, a phone call or a chat goes out; signed as all webhooks are (<see cref="PostSigned"/>).</summary>
internal sealed class NotifyByWebhook(PostSigned post) : INotify
{
    public Channel Channel => Channel.Webhook;

    public Task<bool> ReachesAsync(Notice notice, CancellationToken cancel) => Task.FromResult(notice.WebhookUrl is not null);

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
        if ((await post.RunAsync(notice.WebhookUrl!, notice.WebhookSecret ?? "", $"{notice.TellingId}", body, cancel)).Failure is { } failure)
            throw new CannotNotify(failure);
    }
}
