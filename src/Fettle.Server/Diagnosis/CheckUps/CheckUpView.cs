using Fettle.Diagnosis;
using Fettle.Server.Devices;

namespace Fettle.Server.Diagnosis.CheckUps;

/// <param name="Found">Titles of the findings above info, the likeliest first.</param>
public sealed record CheckUpSummary(
    long Id, CheckUpStatus Status, long DeviceId, long? TicketNumber, string? Symptom, long JobId, long? RequestedBy, DateTimeOffset RequestedAt,
    DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, string? Failure, IReadOnlyList<string> Found);

/// <summary>A check-up with all that it found.</summary>
/// <param name="DeviceName">As it is called now; <paramref name="Snapshot"/> has what it was then.</param>
/// <param name="Snapshot">How the device was when the check-up was asked for, as far as the server knew.</param>
/// <param name="Findings">The likeliest cause first; empty until it is done, or where nothing was found.</param>
public sealed record CheckUpView(
    long Id, CheckUpStatus Status, long DeviceId, string DeviceName, bool DeviceOnline, long? TicketNumber, string? Symptom, long JobId, long? RequestedBy,
    DateTimeOffset RequestedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, long? DurationMs, string? Failure, DeviceSnapshot Snapshot,
    IReadOnlyList<Finding> Findings, IReadOnlyList<RuledOut> RuledOut, IReadOnlyList<ProbeView> Probes, bool MayRunRemedies, bool MayApprove);

/// <param name="Says">What it could not see or why it did not measure; null where it simply measured.</param>
public sealed record ProbeView(string Name, ProbeOutcome Outcome, string? Says, long DurationMs);
