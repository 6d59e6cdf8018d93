namespace Fettle.Server.ServiceDesk.Webhooks.Incoming;

/// <summary>An incoming webhook as it is written.</summary>
/// <param name="QueueId">Where its tickets are put; null: the organisation's first queue.</param>
/// <param name="Secret">What callers show. Null: the one that is there; for a new one it is made.</param>
internal sealed record IncomingHookDraft(string Name, long OrganisationId, HookProof Proof, HookMapping Mapping, long? QueueId = null, bool Enabled = true, string? Secret = null);

/// <param name="Path">Where it is called, behind the server's own address.</param>
/// <param name="Secret">Shown once, when it was made here; else null.</param>
/// <param name="LastCallAt">Null: it was never called.</param>
internal sealed record IncomingHookView(
    long Id, string Name, long OrganisationId, string Path, HookProof Proof, long? QueueId, bool Enabled, HookMapping Mapping, bool MayChange, DateTimeOffset? LastCallAt, string? Secret = null)
{
    public static IncomingHookView Of(IncomingHook h, bool mayChange, DateTimeOffset? lastCallAt = null, string? secret = null) =>
        new(h.Id, h.Name, h.OrganisationId, $"/hooks/{h.Address}", h.Proof, h.QueueId, h.Enabled, h.Read(), mayChange, lastCallAt, secret);
}
