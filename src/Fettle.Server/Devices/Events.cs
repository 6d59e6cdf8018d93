using Fettle.Server.Platform.Outbox;

namespace Fettle.Server.Devices;

/// <summary>A device was taken out of service; nothing can be done on it any more.</summary>
public sealed record DeviceRetired(long? OrganisationId, long DeviceId) : IEvent;
