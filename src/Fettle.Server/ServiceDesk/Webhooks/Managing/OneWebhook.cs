using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.ServiceDesk.Promises;
using Fettle.Server.ServiceDesk.Rules;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Webhooks.Managing;

/// <summary>Takes a webhook for a change, and checks what one is to become.</summary>
internal sealed class OneWebhook(FettleDb db, InForce desk)
{
    private const int ShortestSecret = 16;

    /// <exception cref="NotFound">No such webhook, or not one that the caller may see.</exception>
    /// <exception cref="Forbidden">The caller does not manage the desk there.</exception>
    public async Task<Webhook> ToManageAsync(long id, CancellationToken cancel)
    {
        desk.RequireToManageSomewhere();
        var webhook = await db.Webhooks.SingleOrDefaultAsync(w => w.Id == id, cancel) ?? throw new NotFound($"Webhook {id}");
        desk.RequireToManage(webhook.OrganisationId, $"Webhook {id}");
        return webhook;
    }

    /// <exception cref="Invalid">A field is none.</exception>
    public static void Set(Webhook webhook, WebhookDraft draft)
    {
        var events = draft.Events.Select(e => Demand.Known(e, "events")).ToList();
        if (events.Exists(e => RuleEvents.Timed.Contains(e)))
            throw new Invalid("events", "has one that only rules can begin with: have a rule send it");
        if (draft.Secret is { Length: < ShortestSecret })
            throw new Invalid("secret", $"is shorter than {ShortestSecret} characters");
        webhook.Become(Demand.Text(draft.Name, "name", longest: 80), UrlOf(draft.Url), events, draft.Enabled);
    }

    private static string UrlOf(string? written)
    {
        var url = Demand.Text(written, "url", longest: 1000);
        return Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && address.UserInfo.Length == 0
            ? url
            : throw new Invalid("url", "is no address such as https://chat.example.org/hook");
    }
}
