using System.Text.Json;
using Fettle.Protocol;

namespace Fettle.Server.Automation.Jobs;

/// <summary>A job in a list.</summary>
public record JobSummary(
    long Id, long DeviceId, string DeviceName, long OrganisationId, JobKind Kind, string Title, JobStatus Status, int Attempt, DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, long? RequestedBy, string? RequestedByName, string? Error);

/// <summary>A job's page.</summary>
public sealed record JobView : JobSummary
{
    public JobView(JobSummary summary) : base(summary) { }

    public required bool DeviceOnline { get; init; }

    /// <summary>The exact commands; empty for a check-up or a verification.</summary>
    public required IReadOnlyList<string> Commands { get; init; }

    public required int TimeLimitSeconds { get; init; }

    public required bool NeedsApproval { get; init; }

    public required long? ApprovedBy { get; init; }

    public required string? ApprovedByName { get; init; }

    public required DateTimeOffset? SentAt { get; init; }

    /// <summary>Somebody wants it stopped; a device that runs it has still to say that it did.</summary>
    public required DateTimeOffset? CancelAskedAt { get; init; }

    /// <summary>The end of what the newest attempt printed, at most 64 Ki characters.</summary>
    public required string Output { get; init; }

    /// <summary>Of all that the newest attempt printed, in characters.</summary>
    public required long OutputLength { get; init; }

    public required int? ExitCode { get; init; }

    /// <summary>What the device reported at the end: a check-up's or a fix's report.</summary>
    public required JsonElement? Result { get; init; }

    public required bool MayApprove { get; init; }

    public required bool MayCancel { get; init; }

    public required bool MayRetry { get; init; }
}
