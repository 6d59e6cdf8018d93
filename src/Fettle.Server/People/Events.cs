using Fettle.Server.Platform.Outbox;

namespace Fettle.Server.People;

/// <summary>The first administrator was made, and with them the installation's own organisation has its name.</summary>
public sealed record InstallationSetUp(long? OrganisationId, long HomeOrganisationId) : IEvent;
