using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.ServiceDesk.Promises;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Webhooks.Incoming;

/// <summary>Takes an incoming webhook for a change, and checks what one is to become.</summary>
internal sealed class OneIncomingHook(FettleDb db, InForce desk)
{
    private const int ShortestSecret = 16;
    private const int LongestTemplate = 4000;

    /// <exception cref="NotFound">No such webhook, or not one that the caller may see.</exception>
    /// <exception cref="Forbidden">The caller does not manage the desk there.</exception>
    public async Task<IncomingHook> ToManageAsync(long id, CancellationToken cancel)
    {
        desk.RequireToManageSomewhere();
        var hook = await db.IncomingHooks.SingleOrDefaultAsync(h => h.Id == id, cancel) ?? throw new NotFound($"Incoming webhook {id}");
        desk.RequireToManage(hook.OrganisationId, $"Incoming webhook {id}");
        return hook;
    }

    /// <exception cref="Invalid">A field is none.</exception>
    public async Task SetAsync(IncomingHook hook, IncomingHookDraft draft, CancellationToken cancel)
    {
        if (draft.QueueId is { } queue && !await db.Queues.AnyAsync(q => q.Id == queue && q.OrganisationId == hook.OrganisationId, cancel))
            throw new Invalid("queueId", "is no queue of this organisation");
        if (draft.Secret is { Length: < ShortestSecret })
            throw new Invalid("secret", $"is shorter than {ShortestSecret} characters");
        hook.Become(Demand.Text(draft.Name, "name", longest: 80), Demand.Known(draft.Proof, "proof"), draft.QueueId, draft.Enabled, Check(draft.Mapping));
    }

    /// <exception cref="Invalid">A field of the mapping is none.</exception>
    public static HookMapping Check(HookMapping mapping)
    {
        ReadCall.Severities(mapping.Severities);
        return new(
            Demand.Text(mapping.Subject, "mapping.subject", LongestTemplate, severalLines: true), Demand.Text(mapping.Body, "mapping.body", LongestTemplate, severalLines: true),
            Optional(mapping.Key, "key"), Optional(mapping.Each, "each"), Optional(mapping.State, "state"), Optional(mapping.SolvedWhen, "solvedWhen"),
            Optional(mapping.Severity, "severity"), Optional(mapping.Severities, "severities"), Optional(mapping.Device, "device"), Optional(mapping.Requester, "requester"),
            Optional(mapping.Tags, "tags"));

        static string? Optional(string? text, string field) => Demand.OptionalText(text, $"mapping.{field}", LongestTemplate);
    }
}
