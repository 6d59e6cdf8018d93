using Fettle.Protocol;
using Fettle.Server.Platform.Outbox;

namespace Fettle.Server.Automation;

/// <summary>Somebody agreed to a job that had to wait for it.</summary>
public sealed record JobApproved(long? OrganisationId, long JobId, long PersonId) : IEvent;

/// <summary>A job is at its end; its report, where there is one, can be asked for.</summary>
/// <param name="Error">Why it did not succeed, in a sentence for a technician.</param>
public sealed record JobFinished(
    long? OrganisationId, long JobId, long DeviceId, JobKind Kind, JobStatus Status, DateTimeOffset? StartedAt, DateTimeOffset FinishedAt, string? Error) : IEvent;
