using Fettle.Server.ServiceDesk.Rules;

namespace Fettle.Server.ServiceDesk.Webhooks.Managing;

/// <summary>A webhook as it is written.</summary>
/// <param name="OrganisationId">Null: of all organisations.</param>
/// <param name="Events">What it is told of; none: only what a rule sends.</param>
/// <param name="Secret">Signs what is posted. Null: the one that is there; for a new one it is made.</param>
internal sealed record WebhookDraft(string Name, long? OrganisationId, string Url, IReadOnlyList<RuleEvent> Events, bool Enabled = true, string? Secret = null);

/// <param name="Secret">Shown once, when it was made here; else null.</param>
/// <param name="FailingSince">Nothing has arrived since; null: the last did.</param>
internal sealed record WebhookView(
    long Id, string Name, long? OrganisationId, string Url, IReadOnlyList<RuleEvent> Events, bool Enabled, DateTimeOffset? FailingSince, string? GivenUpBecause, bool MayChange,
    string? Secret = null)
{
    /// <summary>The whole address is for those who set it up: with many chats, whoever knows it may post there.</summary>
    public static WebhookView Of(Webhook w, bool mayChange, string? secret = null) =>
        new(w.Id, w.Name, w.OrganisationId, mayChange ? w.Url : $"{new Uri(w.Url).GetLeftPart(UriPartial.Authority)}/…", RuleEvents.Read(w.Events), w.Enabled, w.FailingSince, w.GivenUpBecause, mayChange, secret);
}
