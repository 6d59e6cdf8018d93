using Fettle.Server.Platform.Outbox;

namespace Fettle.Server.ServiceDesk;

/// <summary>A ticket was opened. Diagnosis starts a check-up where there is a device and a complaint about it.</summary>
/// <param name="Complaint">Subject and text as the requester wrote them.</param>
public sealed record TicketOpened(
    long? OrganisationId, long TicketId, long Number, bool Incident, long? RequesterId, long? DeviceId, string Complaint) : IEvent;

/// <summary>Somebody set or changed the ticket's device.</summary>
public sealed record TicketDeviceChanged(long? OrganisationId, long TicketId, long Number, long? DeviceId, string Complaint) : IEvent;

/// <summary>A ticket was resolved, by hand or as verified.</summary>
public sealed record TicketResolved(long? OrganisationId, long TicketId, long Number, bool Verified) : IEvent;

/// <summary>A resolved ticket is open again.</summary>
/// <param name="Because">A reply, a person, or a hold that found the fault back.</param>
public sealed record TicketReopened(long? OrganisationId, long TicketId, long Number, string Because) : IEvent;

/// <summary>A rule wants the ticket's device looked into (again).</summary>
public sealed record CheckUpWanted(long? OrganisationId, long Number, long DeviceId, string Complaint) : IEvent;
