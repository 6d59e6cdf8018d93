using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Fettle.Protocol;

namespace Fettle.Server.Automation.Jobs;

/// <summary>A job in a list.</summary>
public record JobSummary
{
    public required long Id { get; init; }

    public required long DeviceId { get; init; }

    public required string DeviceName { get; init; }

    public required long OrganisationId { get; init; }

    public required JobKind Kind { get; init; }

    public required string Title { get; init; }

    public required JobStatus Status { get; init; }

    public required int Attempt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required DateTimeOffset? StartedAt { get; init; }

    public required DateTimeOffset? FinishedAt { get; init; }

    public required long? RequestedBy { get; init; }

    public required string? RequestedByName { get; init; }

    /// <summary>Why it did not succeed, in a sentence for a technician.</summary>
    public required string? Error { get; init; }
}

/// <summary>A job's page.</summary>
public sealed record JobView : JobSummary
{
    [SetsRequiredMembers]
    public JobView(JobSummary summary) : base(summary) => (Commands, Output) = ([], "");

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

    /// <summary>What the device reported at the end: a fix's or a verification's report. A check-up's is on its own page.</summary>
    public required JsonElement? Result { get; init; }

    public required bool MayApprove { get; init; }

    public required bool MayCancel { get; init; }

    public required bool MayRetry { get; init; }
}
