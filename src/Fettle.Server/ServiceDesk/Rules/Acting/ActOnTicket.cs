using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Changes;
using Fettle.Server.ServiceDesk.Fields;
using Fettle.Server.ServiceDesk.Macros;
using Fettle.Server.ServiceDesk.OnCall.Alerts;
using Fettle.Server.ServiceDesk.Tickets;
using Fettle.Server.ServiceDesk.Webhooks.Sending;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Rules.Acting;

/// <summary>Does a rule's actions to a locked ticket, by the same rules as if somebody did them. One that cannot be done is written down and does not keep the next from being done.</summary>
internal sealed class ActOnTicket(
    FettleDb db, ApplyChange apply, FillInField fields, WatchTicket watchers, AssignToTeam teams, AnswerByRule answers, RaiseAlert alerts, QueueDeliveries webhooks,
    ActionWords words, Names names, TimeProvider clock)
{
    private const string Desk = "the service desk";

    private readonly List<TicketEntry> _answers = [];

    /// <param name="Lines">What was done; empty where all was so already.</param>
    public sealed record Done(IReadOnlyList<string> Lines, bool Failed);

    public async Task<Done> RunAsync(Ticket ticket, Rule rule, RuleDraft draft, Happening what, CancellationToken cancel)
    {
        var (lines, failed, version) = (new List<string>(), false, ticket.Version);
        foreach (var action in draft.Actions)
        {
            var before = ticket.Version;
            try
            {
                if (await DoAsync(ticket, rule, action, what, cancel) is { } line)
                    lines.Add(line);
                else if (ticket.Version != before)
                    lines.Add(await words.OfAsync(action, cancel));
            }
            catch (Exception e) when (e is Conflict or Invalid or NotFound)
            {
                lines.Add($"{await words.OfAsync(action, cancel)}: not done. {e.Message}");
                failed = true;
            }
        }
        if (ticket.Version != version || failed)
            ticket.Note(EntryKind.RuleApplied, Author.Fettle, clock.GetUtcNow(), data: new() { Title = rule.Name, Failure = failed ? lines.Find(l => l.Contains(": not done. ", StringComparison.Ordinal)) : null });
        return new(lines, failed);
    }

    /// <summary>What can be done only when the lines of the timeline have their ids.</summary>
    public async Task AfterSavingAsync(Ticket ticket, CancellationToken cancel)
    {
        foreach (var answer in _answers)
            await answers.MailAsync(ticket, answer, cancel);
        _answers.Clear();
    }

    /// <summary>What was done, where the ticket's own version does not tell.</summary>
    private async Task<string?> DoAsync(Ticket ticket, Rule rule, RuleAction action, Happening what, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        switch (action.Kind)
        {
            case RuleActionKind.Team:
                await teams.RunAsync(ticket, Id(action), now, cancel);
                return null;
            case RuleActionKind.Field:
                var (field, value) = FieldOf(action.Value);
                await fields.FillAsync(ticket, field, value, Author.Fettle, cancel);
                return null;
            case RuleActionKind.Note:
                ticket.Note(EntryKind.Note, Author.Fettle, now, text: MacroText.Fill(action.Text!, await ValuesAsync(ticket, careful: false, cancel)));
                return null;
            case RuleActionKind.Reply:
                return await AnswerAsync(ticket, action.Text!, what, cancel);
            case RuleActionKind.Watch:
                await watchers.AddAsync(ticket, Id(action), Author.Fettle, cancel);
                return null;
            case RuleActionKind.Macro:
                return await MacroAsync(ticket, Id(action), what, cancel);
            case RuleActionKind.CheckUp:
                if (ticket.DeviceId is null)
                    throw new Conflict("The ticket has no device.");
                db.Tell(new CheckUpWanted(ticket.OrganisationId, ticket.Number, ticket.DeviceId.Value, ticket.Subject));
                return await words.OfAsync(action, cancel);
            case RuleActionKind.Webhook:
                await webhooks.ByRuleAsync(ticket, Id(action), rule.Name, what, cancel);
                return await words.OfAsync(action, cancel);
            case RuleActionKind.Tell or RuleActionKind.CallOnCall:
                await TellAsync(ticket, rule, action, what, cancel);
                return await words.OfAsync(action, cancel);
            default:
                await apply.Read(new(Enum.Parse<ChangeKind>(action.Kind.ToString()), action.Value ?? ""), cancel, Author.Fettle)(ticket);
                return null;
        }
    }

    private async Task<string?> AnswerAsync(Ticket ticket, string text, Happening what, CancellationToken cancel)
    {
        if (ticket.Status == TicketStatus.Closed)
            throw new Conflict($"Ticket {ticket.Number} is closed.");
        // Two programs that answer each other never end.
        if (what.ByProgram)
            throw new Conflict("What came was written by a program, and programs are not answered by one.");
        _answers.Add(ticket.Note(
            EntryKind.Reply, Author.Fettle, clock.GetUtcNow(), @public: true, text: MacroText.Fill(text, await ValuesAsync(ticket, careful: true, cancel))));
        return null;
    }

    private async Task<string?> MacroAsync(Ticket ticket, long id, Happening what, CancellationToken cancel)
    {
        var macro = await db.Macros.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id && m.Shared, cancel) ?? throw new NotFound($"Macro {id}");
        if (macro.Reply is { } reply)
            await AnswerAsync(ticket, reply, what, cancel);
        if (macro.Note is { } note)
            ticket.Note(EntryKind.Note, Author.Fettle, clock.GetUtcNow(), text: MacroText.Fill(note, await ValuesAsync(ticket, careful: false, cancel)));
        foreach (var change in macro.Changes)
            await apply.Read(change, cancel, Author.Fettle)(ticket);
        return null;
    }

    private async Task TellAsync(Ticket ticket, Rule rule, RuleAction action, Happening what, CancellationToken cancel)
    {
        var text = action.Text is { } own ? MacroText.Fill(own, await ValuesAsync(ticket, careful: false, cancel)) : $"#{ticket.Number} {ticket.Subject}";
        var (id, tells) = (Id(action), action.Kind == RuleActionKind.Tell);
        await alerts.RunAsync(
            ticket.OrganisationId, text.Length > 300 ? text[..300] : text, rotation: tells ? null : id, person: tells ? id : null, ticket.Number, urgent: ticket.Priority <= Priority.P2,
            $"rule:{rule.Id}:{ticket.Id}:{what.Once}:{action.Kind}:{action.Value}", cancel);
    }

    private async Task<MacroText.Values> ValuesAsync(Ticket ticket, bool careful, CancellationToken cancel)
    {
        await names.LoadAsync([ticket.RequesterId], [ticket.DeviceId], cancel);
        return new(ticket, names.NameOf(ticket.RequesterId), names.Device(ticket.DeviceId)?.Name, Desk, careful);
    }

    public static (long Field, string Value) FieldOf(string? written) =>
        written?.Split(':', 2) is [var id, var value] && long.TryParse(id, out var field) ? (field, value) : throw new Invalid("value", "is no field's id and value, such as 12:Building A");

    private static long Id(RuleAction action) => long.TryParse(action.Value, out var id) ? id : throw new Invalid("value", "is no id");
}
