namespace Fettle.Server.ServiceDesk.Rules.Settings;

/// <param name="MayChange">Whether the caller manages the desk there.</param>
/// <param name="LastRanAt">Null: it has done nothing yet.</param>
internal sealed record RuleView(long Id, RuleDraft Rule, bool MayChange, DateTimeOffset? LastRanAt);
