namespace Fettle.Server.Devices.Gateway;

/// <summary>Which gateways are alive, as of the last renewal, and what follows for a device.</summary>
internal sealed class LivePresence(Connections connections, TimeProvider clock)
{
    private volatile IReadOnlyList<string> _others = [];

    /// <summary>This replica first: it knows of itself without asking.</summary>
    public IReadOnlyList<string> Gateways => [connections.Gateway, .. _others];

    public DateTimeOffset Now => clock.GetUtcNow();

    public void OthersAre(IEnumerable<string> gateways) => _others = [.. gateways.Where(g => g != connections.Gateway)];

    public Presence Of(string? connectedTo, DateTimeOffset? onlineUntil, DateTimeOffset? lastSeenAt) =>
        (connectedTo is not null && Gateways.Contains(connectedTo)) || onlineUntil > Now ? Presence.Online
        : lastSeenAt is null ? Presence.Never
        : Presence.Offline;
}
