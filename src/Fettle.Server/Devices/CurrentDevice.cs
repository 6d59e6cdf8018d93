namespace Fettle.Server.Devices;

/// <summary>Which device is talking. Set by the agents' door before anything of the request is read; a use case takes it as a parameter.</summary>
public sealed class CurrentDevice
{
    private bool _known;

    /// <exception cref="InvalidOperationException">The route is not behind the agents' door.</exception>
    public long Id { get => _known ? field : throw new InvalidOperationException("No device has shown who it is."); private set; }

    public long OrganisationId { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>When its session began, which tells one process with the device's key from another.</summary>
    internal DateTimeOffset Session { get; private set; }

    internal void Is(long id, long organisation, string name, DateTimeOffset session) => (_known, Id, OrganisationId, Name, Session) = (true, id, organisation, name, session);
}
