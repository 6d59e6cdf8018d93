using System.Text;
using Fettle.Server.People;
using Fettle.Server.Platform.Outgoing;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.OnCall.Alerts;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Webhooks.Sending;

/// <summary>
/// Posts one delivery that is due. (1) It is claimed by its next try, so that no replica posts another's; (2) it is posted, with no transaction open;
/// (3) what came of it is written down. A webhook whose deliveries have all failed for a day is switched off, and who set it up is told.
/// </summary>
internal sealed class SendDelivery(FettleDb db, PostSigned post, WebhookSecret secrets, RaiseAlert alerts, IPeople people, TimeProvider clock)
{
    private const int MostTries = 10;
    private const int LongestKept = 4000;

    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(1);

    public async Task RunAsync(long id, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (await db.WebhookDeliveries.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id && d.NextTryAt <= now, cancel) is not { } delivery)
            return;
        var tries = delivery.Tries + 1;
        // 30 s, 1 min, 2 min … 4 h. Set before it is tried: what a killed process had begun is tried again after it.
        DateTimeOffset? next = tries < MostTries ? now + (TimeSpan.FromSeconds(30) * Math.Pow(2, tries - 1)) : null;
        var claimed = await db.WebhookDeliveries.Where(d => d.Id == id && d.NextTryAt == delivery.NextTryAt)
            .ExecuteUpdateAsync(s => s.SetProperty(d => d.Tries, tries).SetProperty(d => d.NextTryAt, next), cancel);
        if (claimed == 0)
            return;

        var webhook = await db.Webhooks.AsNoTracking().SingleAsync(w => w.Id == delivery.WebhookId, cancel);
        var outcome = secrets.Open(webhook.SealedSecret) is not { } secret ? new(null, null, "the secret cannot be read any more, because the keys of the data folder are others: set it anew", TimeSpan.Zero)
            : !webhook.Enabled ? new(null, null, "the webhook is switched off", TimeSpan.Zero)
            : await post.RunAsync(webhook.Url, secret, $"{id}", Encoding.UTF8.GetBytes(delivery.Body), cancel);
        var (arrived, text) = (outcome.Failure is null ? clock.GetUtcNow() : (DateTimeOffset?)null, outcome.Text is { Length: > 0 } said ? Kept(said) : null);
        await db.WebhookDeliveries.Where(d => d.Id == id).ExecuteUpdateAsync(
            s => s.SetProperty(d => d.ArrivedAt, arrived).SetProperty(d => d.Status, outcome.Status).SetProperty(d => d.Answer, text)
                .SetProperty(d => d.Failure, outcome.Failure).SetProperty(d => d.Milliseconds, (int)outcome.Took.TotalMilliseconds)
                .SetProperty(d => d.NextTryAt, arrived is null && webhook.Enabled ? next : null),
            cancel);
        if (webhook.Enabled && (arrived is null || webhook.FailingSince is not null))
            await NoteAsync(webhook.Id, delivery.OrganisationId, outcome.Failure, cancel);
    }

    private Task NoteAsync(long id, long organisation, string? failure, CancellationToken cancel) => db.InTransactionAsync(
        async () =>
        {
            var (webhook, now) = (await db.Webhooks.SingleAsync(w => w.Id == id, cancel), clock.GetUtcNow());
            if (failure is null)
                webhook.Arrived();
            else
                webhook.Failed(now);
            if (webhook is { Enabled: true, FailingSince: { } since } && now - since >= GiveUpAfter)
            {
                webhook.GiveUp($"Nothing has arrived since {since:yyyy-MM-dd HH:mm} UTC; the last time: {failure}");
                var maker = (await people.NamesAsync([webhook.MadeById], cancel)).GetValueOrDefault(webhook.MadeById);
                await alerts.RunAsync(
                    maker?.OrganisationId ?? organisation, $"The webhook {webhook.Name} is switched off: nothing has arrived for a day", rotation: null, webhook.MadeById,
                    ticket: null, urgent: false, $"webhook:{id}:{since.ToUnixTimeSeconds()}", cancel);
            }
            await db.SaveChangesAsync(cancel);
        },
        cancel);

    private static string Kept(string text) => StorableText.Of(text.Length > LongestKept ? text[..LongestKept] : text);
}
