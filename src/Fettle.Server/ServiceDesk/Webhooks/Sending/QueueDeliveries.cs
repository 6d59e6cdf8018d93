using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Settings;
using Fettle.Server.ServiceDesk.Rules;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Webhooks.Sending;

/// <summary>Writes down what webhooks are to be told of a ticket, in the transaction in which it is heard; <see cref="SendDeliveries"/> posts it.</summary>
internal sealed class QueueDeliveries(FettleDb db, Names names, IPeople people, ServerSettings settings, TimeProvider clock)
{
    // What stands in tickets is read by people and programs, not put into pages: umlauts stay letters.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public async Task RunAsync(Ticket ticket, IReadOnlyList<Happening> happened, CancellationToken cancel)
    {
        var webhooks = await db.Webhooks.AsNoTracking().Where(w => w.Enabled && w.Events != "" && (w.OrganisationId == null || w.OrganisationId == ticket.OrganisationId)).ToListAsync(cancel);
        var queued = false;
        foreach (var what in happened)
        {
            foreach (var webhook in webhooks)
            {
                var asked = RuleEvents.Read(webhook.Events);
                if (!what.Events.Any(asked.Contains))
                    continue;
                db.Add(await DeliveryAsync(webhook.Id, ticket, what, what.Events.First(asked.Contains), rule: null, cancel));
                queued = true;
            }
        }
        if (queued)
            await db.SaveChangesAsync(cancel);
    }

    /// <summary>A rule sends it, whatever the webhook asks for by itself. Saved with what else the rule does.</summary>
    /// <exception cref="NotFound">The webhook is gone, or is another organisation's.</exception>
    /// <exception cref="Conflict">The webhook is switched off.</exception>
    public async Task ByRuleAsync(Ticket ticket, long id, string rule, Happening what, CancellationToken cancel)
    {
        var webhook = await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id && (w.OrganisationId == null || w.OrganisationId == ticket.OrganisationId), cancel)
            ?? throw new NotFound($"Webhook {id}");
        if (!webhook.Enabled)
            throw new Conflict($"The webhook {webhook.Name} is switched off.");
        db.Add(await DeliveryAsync(id, ticket, what, what.Events[0], rule, cancel));
    }

    private async Task<WebhookDelivery> DeliveryAsync(long webhook, Ticket ticket, Happening what, RuleEvent named, string? rule, CancellationToken cancel)
    {
        await names.LoadAsync([ticket.RequesterId, ticket.AssigneeId], [ticket.DeviceId], cancel);
        var name = JsonNamingPolicy.CamelCase.ConvertName(named.ToString());
        var requester = ticket.RequesterId is { } id ? (await people.NamesAsync([id], cancel)).GetValueOrDefault(id) : null;
        var organisation = (await people.OrganisationNamesAsync([ticket.OrganisationId], cancel)).GetValueOrDefault(ticket.OrganisationId);
        var tags = await db.TicketTags.Where(t => t.TicketId == ticket.Id).Select(t => t.Tag).ToListAsync(cancel);
        var queue = await db.Queues.Where(q => q.Id == ticket.QueueId).Select(q => q.Name).SingleOrDefaultAsync(cancel);
        var body = JsonSerializer.Serialize(
            new
            {
                Event = name,
                what.At,
                Rule = rule,
                Ticket = new
                {
                    ticket.Number,
                    ticket.Kind,
                    ticket.Subject,
                    ticket.Status,
                    ticket.Priority,
                    Queue = queue,
                    Organisation = new { Id = ticket.OrganisationId, Name = organisation },
                    Requester = requester is null ? null : new { requester.Id, requester.Name, requester.Email },
                    Assignee = names.Person(ticket.AssigneeId),
                    Device = names.Device(ticket.DeviceId) is { } device ? new { device.Id, device.Name } : null,
                    Tags = tags.Order(StringComparer.Ordinal),
                    ticket.CreatedAt,
                    ticket.UpdatedAt,
                    Url = $"{(settings.PublicUrl ?? settings.Urls.Split(';')[0]).TrimEnd('/')}/tickets/{ticket.Number}",
                },
                Entry = what.Entry is not { } entry ? null : new { entry.Id, entry.Kind, By = entry.AuthorKind, PersonId = entry.AuthorId, entry.Public, entry.Text, entry.Data?.From, entry.Data?.To },
            },
            Json);
        return Of(webhook, ticket.OrganisationId, ticket.Number, name, body);
    }

    public WebhookDelivery Of(long webhook, long organisation, long? ticket, string name, string body) => new()
    {
        OrganisationId = organisation,
        WebhookId = webhook,
        TicketNumber = ticket,
        Event = name,
        Body = body,
        At = clock.GetUtcNow(),
        NextTryAt = clock.GetUtcNow(),
    };
}
