using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Promises;
using Fettle.Server.ServiceDesk.Rules.Acting;
using Fettle.Server.ServiceDesk.Rules.Matching;
using Fettle.Server.ServiceDesk.Rules.Settings;

namespace Fettle.Server.ServiceDesk.Rules.DryRun;

/// <summary>Shows what a rule, kept or not, would have done within the last 30 days. It changes nothing.</summary>
internal sealed class TryOutRule(CurrentPerson me, InForce desk, CheckRule check, LookBack lookBack, ActionWords words, TimeProvider clock) : IUseCase
{
    private const int Shown = 200;

    private static readonly TimeSpan Stretch = TimeSpan.FromDays(30);

    /// <param name="Times">How often it would have done something.</param>
    /// <param name="Tickets">To how many tickets.</param>
    /// <param name="LookedAt">How many tickets were looked at.</param>
    /// <param name="Complete">False: there was so much that the oldest of it was left out.</param>
    /// <param name="Latest">The latest of them, 200 at the most.</param>
    public sealed record Outcome(DateTimeOffset From, int Times, int Tickets, int LookedAt, bool Complete, IReadOnlyList<Hit> Latest);

    /// <param name="Would">What would have been done; what was so already is left out.</param>
    public sealed record Hit(long TicketNumber, string Subject, DateTimeOffset At, RuleEvent Event, IReadOnlyList<string> Would);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/rules/dry-run", (RuleDraft request, TryOutRule useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="NotFound">The organisation is not the caller's to see.</exception>
    /// <exception cref="Invalid">A field is none.</exception>
    public async Task<Outcome> RunAsync(RuleDraft request, CancellationToken cancel)
    {
        desk.RequireToManageSomewhere();
        var draft = await check.RunAsync(request, cancel);
        var until = clock.GetUtcNow();
        IReadOnlyList<long>? organisations = draft.OrganisationId is { } one ? [one] : me.OrganisationsWith(Permission.ManageServiceDesk);
        var found = await lookBack.RunAsync(draft, organisations, until - Stretch, until, cancel);
        var said = new Dictionary<RuleAction, string>();
        foreach (var action in draft.Actions)
            said[action] = await words.OfAsync(action, cancel);
        return new(
            until - Stretch, found.Hits.Count, found.Hits.Select(h => h.Then.Number).Distinct().Count(), found.LookedAt, found.All,
            [.. found.Hits.Take(Shown).Select(h => new Hit(h.Then.Number, h.Then.Subject, h.At, h.Event, [.. draft.Actions.Where(a => !IsSo(a, h.Then)).Select(a => said[a])]))]);
    }

    private static bool IsSo(RuleAction action, TicketFacts t) => action.Kind switch
    {
        RuleActionKind.Status => string.Equals(action.Value, t.Status.ToString(), StringComparison.OrdinalIgnoreCase),
        RuleActionKind.Tag => t.Tags.Contains(action.Value!.ToLowerInvariant()),
        RuleActionKind.Untag => !t.Tags.Contains(action.Value!.ToLowerInvariant()),
        RuleActionKind.Assignee => action.Value == "none" && t.Assignee is null,
        RuleActionKind.Category => action.Value == "none" && t.Category.Count == 0,
        _ => false,
    };
}
