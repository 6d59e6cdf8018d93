using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fettle.Protocol;

[JsonConverter(typeof(JsonStringEnumConverter<JobKind>))]
public enum JobKind
{
    /// <summary>Run a check-up; the report is the result.</summary>
    CheckUp,

    /// <summary>Run a remedy's commands, then verify its cause; the fix report is the result.</summary>
    Remedy,

    /// <summary>Run the probes of some causes again; a check-up report on those alone is the result.</summary>
    Verify,

    /// <summary>Run commands that a technician wrote.</summary>
    Script,
}

/// <summary>What a device is to do. Exactly one of the four parts is set, the one that <see cref="Kind"/> names.</summary>
/// <param name="Id">The job. A device runs each (id, attempt) once, whatever arrives how often.</param>
/// <param name="DeviceId">The device that it is for; another refuses it.</param>
/// <param name="ExpiresAt">Not to be started at or after this instant.</param>
/// <param name="TimeLimitSeconds">Ended by force when it takes longer.</param>
public sealed record JobOrder(
    long Id, int Attempt, long DeviceId, JobKind Kind, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, int TimeLimitSeconds,
    CheckUpOrder? CheckUp = null, RemedyOrder? Remedy = null, VerifyOrder? Verify = null, ScriptOrder? Script = null);

/// <param name="Symptom">What the person said, or null for a full check-up.</param>
public sealed record CheckUpOrder(string? Symptom);

/// <param name="Commands">The exact commands that somebody saw and approved; the device runs these and no others.</param>
/// <param name="Instances">Which of the cause's instances the check-up found (a mount point, a unit), to be verified afterwards.</param>
public sealed record RemedyOrder(string Cause, string RemedyId, string Risk, IReadOnlyList<string> Commands, IReadOnlyList<string> Instances);

/// <param name="Symptom">Kept so that the same probes are chosen.</param>
public sealed record VerifyOrder(IReadOnlyList<string> Causes, string? Symptom);

public sealed record ScriptOrder(IReadOnlyList<string> Commands);

/// <summary>A job as it travels: the bytes that were signed, and the signature.</summary>
/// <param name="Order">UTF-8 JSON of <see cref="JobOrder"/>, base64. The receiver reads exactly these bytes; nothing is serialised again.</param>
/// <param name="Signature">By the command key: ECDSA P-256 with SHA-256, IEEE P1363, base64.</param>
public sealed record SignedJob(string Order, string Signature);

/// <summary>A piece of what a job printed.</summary>
/// <param name="Offset">In UTF-16 units of the whole output. What the server already has is ignored, so sending again does no harm.</param>
public sealed record JobOutput(int Attempt, long Offset, string Text);

/// <param name="Next">The offset that the server expects next.</param>
public sealed record JobOutputAcknowledged(long Next);

[JsonConverter(typeof(JsonStringEnumConverter<JobOutcome>))]
public enum JobOutcome
{
    Succeeded,
    Failed,
    TimedOut,
    Cancelled,

    /// <summary>Unsigned, expired, replayed, for another device, or against the local policy; <see cref="JobResult.Error"/> says which.</summary>
    Refused,

    /// <summary>The device went down while the job ran; what it did by then is not known.</summary>
    Interrupted,
}

/// <summary>How a job ended. Sent until acknowledged; kept on disk until then.</summary>
/// <param name="Report">The check-up or fix report, as JSON.</param>
/// <param name="Error">Why it did not succeed, in a sentence for a technician.</param>
public sealed record JobResult(
    int Attempt, JobOutcome Outcome, DateTimeOffset StartedAt, DateTimeOffset FinishedAt, int? ExitCode, JsonElement? Report, string? Error);

/// <summary>Refused requests' body (RFC 9457), as far as an agent reads it.</summary>
public sealed record AgentProblem(string? Title, string? Detail, int? Status);
