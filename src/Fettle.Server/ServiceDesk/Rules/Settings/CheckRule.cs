using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.ServiceDesk.Changes;
using Fettle.Server.ServiceDesk.Macros;
using Fettle.Server.ServiceDesk.OnCall;
using Fettle.Server.ServiceDesk.Promises;
using Fettle.Server.ServiceDesk.Rules.Acting;
using Fettle.Server.ServiceDesk.Rules.Matching;
using Fettle.Server.ServiceDesk.Searching;
using Fettle.Server.ServiceDesk.Teams;
using Fettle.Server.ServiceDesk.Tickets;
using Fettle.Server.ServiceDesk.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Rules.Settings;

/// <summary>What a rule that somebody writes must be like: what can never be done is refused here, and not on a ticket.</summary>
internal sealed class CheckRule(FettleDb db, InForce desk, IPeople people, ApplyChange apply, SearchTickets search, TimeProvider clock)
{
    private const int Most = 20;
    private const int LongestAgain = 24 * 366;

    /// <exception cref="NotFound">The organisation is not the caller's to see.</exception>
    /// <exception cref="Invalid">A field is none, or names what is not there.</exception>
    public async Task<RuleDraft> RunAsync(RuleDraft draft, CancellationToken cancel)
    {
        desk.RequireToManage(draft.OrganisationId, $"Organisation {draft.OrganisationId}");
        var events = draft.Events.Select(e => Demand.Known(e, "events")).Distinct().ToList();
        if (events.Count == 0)
            throw new Invalid("events", "are missing: say what the rule begins with");
        if (draft.Conditions.Count > Most || draft.Actions.Count > Most)
            throw new Invalid(draft.Actions.Count > Most ? "actions" : "conditions", $"are more than {Most}");
        if (draft.Actions.Count == 0)
            throw new Invalid("actions", "are missing: say what the rule does");
        if (events.Contains(RuleEvent.TimePassed) && draft.Conditions.Count == 0)
            throw new Invalid("conditions", "are missing: without any, every ticket that there is would be meant");
        if (draft.AgainAfterHours is < 1 or > LongestAgain)
            throw new Invalid("againAfterHours", "is not between an hour and a year");
        var conditions = draft.Conditions.Select((c, i) => Demand.Text(c, $"conditions[{i}]", longest: 500)).ToList();
        Conditions.Check(conditions, clock.GetUtcNow());
        if (events.Any(RuleEvents.Timed.Contains))
            await RequireSearchableAsync(conditions, cancel);

        var actions = new List<RuleAction>();
        foreach (var (action, index) in draft.Actions.Select((a, i) => (a, i)))
            actions.Add(await CheckAsync(draft.OrganisationId, action, $"actions[{index}]", cancel));
        if (events.Contains(RuleEvent.CheckUpFinished) && actions.Exists(a => a.Kind == RuleActionKind.CheckUp))
            throw new Invalid("actions", "begin a check-up because one has finished: that would never end");
        return draft with { Name = Demand.Text(draft.Name, "name", longest: 80), Events = events, Match = Demand.Known(draft.Match, "match"), Conditions = conditions, Actions = actions };
    }

    /// <summary>Over all tickets names are looked up: one that there is not would stop the rule later.</summary>
    private async Task RequireSearchableAsync(List<string> conditions, CancellationToken cancel)
    {
        foreach (var (condition, index) in conditions.Select((c, i) => (c, i)))
        {
            try
            {
                await search.AmongAsync(db.Tickets, condition, cancel);
            }
            catch (Invalid e)
            {
                throw new Invalid($"conditions[{index}]", e.Why);
            }
        }
    }

    private async Task<RuleAction> CheckAsync(long? organisation, RuleAction action, string field, CancellationToken cancel)
    {
        var kind = Demand.Known(action.Kind, $"{field}.kind");
        var value = Demand.OptionalText(action.Value, $"{field}.value", longest: 600);
        var text = Demand.OptionalText(action.Text, $"{field}.text", ReplyToTicket.LongestBody, severalLines: true);
        MacroText.Check(text, $"{field}.text");
        if (kind is RuleActionKind.Note or RuleActionKind.Reply && text is null)
            throw new Invalid($"{field}.text", "is empty");
        var id = long.TryParse(value, out var number) ? number : 0;
        var there = kind switch
        {
            RuleActionKind.Note or RuleActionKind.Reply or RuleActionKind.CheckUp => true,
            RuleActionKind.Field => ActOnTicket.FieldOf(value) is var (f, _) && await db.Set<Fields.CustomField>().AnyAsync(x => x.Id == f, cancel),
            RuleActionKind.Team => await db.Teams.AnyAsync(t => t.Id == id && t.OrganisationId == organisation, cancel),
            RuleActionKind.Macro => await db.Macros.AnyAsync(m => m.Id == id && m.Shared, cancel),
            RuleActionKind.Webhook => await db.Webhooks.AnyAsync(w => w.Id == id && (w.OrganisationId == null || w.OrganisationId == organisation), cancel),
            RuleActionKind.CallOnCall => await db.Rotations.AnyAsync(r => r.Id == id && (r.OrganisationId == null || r.OrganisationId == organisation), cancel),
            RuleActionKind.Tell => (await people.NamesAsync([id], cancel)).GetValueOrDefault(id) is { Staff: true },
            RuleActionKind.Watch => (await people.NamesAsync([id], cancel)).ContainsKey(id),
            RuleActionKind.Queue => await db.Queues.AnyAsync(q => q.Id == id && q.OrganisationId == organisation, cancel),
            _ => true,
        };
        if (!there)
            throw new Invalid($"{field}.value", organisation is null && kind is RuleActionKind.Team or RuleActionKind.Queue ? "is of one organisation, and the rule is for all" : "names nothing that there is");
        if (kind < RuleActionKind.Note && kind is not (RuleActionKind.Team or RuleActionKind.Field))
            apply.Read(new(Enum.Parse<ChangeKind>(kind.ToString()), value ?? ""), cancel, Author.Fettle);
        return new(kind, value, text);
    }
}
