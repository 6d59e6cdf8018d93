using System.Text.Json;
using Fettle.Server.People;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Fields;
using Fettle.Server.ServiceDesk.Macros;
using Fettle.Server.ServiceDesk.OnCall;
using Fettle.Server.ServiceDesk.Teams;
using Fettle.Server.ServiceDesk.Tickets;
using Fettle.Server.ServiceDesk.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Rules.Acting;

/// <summary>What an action does, in a few words for a log; people and things by their names.</summary>
internal sealed class ActionWords(FettleDb db, IPeople people)
{
    private readonly Dictionary<RuleAction, string> _said = [];

    public async Task<string> OfAsync(RuleAction action, CancellationToken cancel)
    {
        if (!_said.TryGetValue(action, out var words))
            words = _said[action] = Of(action, await NameAsync(action, cancel));
        return words;
    }

    private static string Of(RuleAction action, string? name)
    {
        var kind = JsonNamingPolicy.CamelCase.ConvertName(action.Kind.ToString());
        return (name ?? action.Value, action.Text) switch
        {
            ({ Length: > 0 } value, _) => $"{kind}: {value}",
            (_, { Length: > 60 } text) => $"{kind}: {text[..60]}…",
            (_, { Length: > 0 } text) => $"{kind}: {text}",
            _ => kind,
        };
    }

    /// <summary>Null where its value is no id, or names nothing any more.</summary>
    private async Task<string?> NameAsync(RuleAction action, CancellationToken cancel)
    {
        if (!long.TryParse(action.Value?.Split(':')[0], out var id))
            return null;
        return action.Kind switch
        {
            RuleActionKind.Assignee or RuleActionKind.Watch or RuleActionKind.Tell => (await people.NamesAsync([id], cancel)).GetValueOrDefault(id)?.Name,
            RuleActionKind.Team => await db.Teams.Where(t => t.Id == id).Select(t => t.Name).SingleOrDefaultAsync(cancel),
            RuleActionKind.Queue => await db.Queues.Where(q => q.Id == id).Select(q => q.Name).SingleOrDefaultAsync(cancel),
            RuleActionKind.Category => await db.Categories.Where(c => c.Id == id).Select(c => c.Name).SingleOrDefaultAsync(cancel),
            RuleActionKind.Macro => await db.Macros.Where(m => m.Id == id).Select(m => m.Name).SingleOrDefaultAsync(cancel),
            RuleActionKind.Webhook => await db.Webhooks.Where(w => w.Id == id).Select(w => w.Name).SingleOrDefaultAsync(cancel),
            RuleActionKind.CallOnCall => await db.Rotations.Where(r => r.Id == id).Select(r => r.Name).SingleOrDefaultAsync(cancel),
            RuleActionKind.Field => await db.CustomFields.Where(f => f.Id == id).Select(f => f.Name).SingleOrDefaultAsync(cancel) is { } field
                ? $"{field} = {action.Value!.Split(':', 2)[1]}" : null,
            _ => null,
        };
    }
}
