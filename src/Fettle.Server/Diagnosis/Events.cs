using Fettle.Server.Platform.Outbox;

namespace Fettle.Server.Diagnosis;

/// <summary>A check-up was asked for. <paramref name="TicketNumber"/> is null where no ticket is behind it.</summary>
public sealed record CheckUpStarted(long? OrganisationId, long CheckUpId, long DeviceId, long? TicketNumber) : IEvent;

/// <param name="Causes">Titles of the findings above <c>info</c>, the likeliest first, in words for a technician.</param>
/// <param name="Failure">Why there is no report (expired, refused, timed out), or null.</param>
/// <param name="Evidence">What the probes said for the likeliest cause, a line each, with the values they measured.</param>
public sealed record CheckUpFinished(
    long? OrganisationId, long CheckUpId, long DeviceId, long? TicketNumber, IReadOnlyList<string> Causes, string? Failure,
    IReadOnlyList<string>? Evidence = null) : IEvent;

/// <summary>Somebody looked at the exact commands of a remedy, before deciding on it.</summary>
public sealed record RemedyPreviewed(
    long? OrganisationId, long CheckUpId, long DeviceId, long? TicketNumber, string Cause, string Title, IReadOnlyList<string> Commands, long? PersonId) : IEvent;

/// <summary>Somebody approved a remedy, and the job is on its way to the device.</summary>
public sealed record RemedyStarted(long? OrganisationId, long JobId, long DeviceId, long? TicketNumber, string Cause, string Title, IReadOnlyList<string> Commands, long? PersonId) : IEvent;

/// <summary>The remedy's job ended and its probes were run again.</summary>
/// <param name="Verified">By evidence from the device: the cause's probes no longer find it.</param>
/// <param name="PlainExplanation">What was wrong, for a requester.</param>
/// <param name="PlainRemedy">What was done, for a requester.</param>
/// <param name="HowVerified">What the probes that ran again say now, a line each.</param>
public sealed record RemedyFinished(
    long? OrganisationId, long JobId, long DeviceId, long? TicketNumber, string Cause, string Title, bool Verified, string? Failure,
    string PlainExplanation, string PlainRemedy, IReadOnlyList<string>? HowVerified = null) : IEvent;

/// <summary>One of the later looks (1 hour, 1 day, 7 days) found the fault still gone.</summary>
public sealed record HoldPassed(long? OrganisationId, long HoldId, long DeviceId, long TicketNumber, string Cause, string After) : IEvent;

/// <summary>One of the later looks found the fault again. The service desk reopens the ticket and links a problem.</summary>
public sealed record FaultReturned(long? OrganisationId, long HoldId, long DeviceId, long TicketNumber, string Cause, string Title, string After, string Evidence) : IEvent;
