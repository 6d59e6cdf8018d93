using Fettle.Protocol;

namespace Fettle.Server.Automation;

/// <summary>Where a job is on its way.</summary>
public enum JobStatus
{
    /// <summary>Somebody with the right to has to agree first.</summary>
    WaitingForApproval,

    /// <summary>For the device to fetch.</summary>
    Queued,

    /// <summary>The device has it and has not said that it began.</summary>
    Sent,
    Running,
    Succeeded,
    Failed,
    TimedOut,
    Cancelled,

    /// <summary>The device would not: its own policy, a signature, the expiry.</summary>
    Refused,

    /// <summary>The device went down while it ran; what it did by then is not known.</summary>
    Interrupted,

    /// <summary>Not begun in time.</summary>
    Expired,
}

/// <summary>Something to be done on a device.</summary>
/// <param name="Title">For a technician: "Check-up: my printer is gone".</param>
/// <param name="NeedsApproval">Waits until somebody with <see cref="People.Permission.ApproveJobs"/> agrees.</param>
/// <param name="PersonId">Who asked for it; null: the server by itself.</param>
public sealed record NewJob(long DeviceId, long OrganisationId, JobKind Kind, string Title, TimeSpan TimeLimit, DateTimeOffset ExpiresAt, bool NeedsApproval, long? PersonId)
{
    /// <summary>With <see cref="JobKind.CheckUp"/> and <see cref="JobKind.Verify"/>.</summary>
    public string? Symptom { get; init; }

    /// <summary>With <see cref="JobKind.Remedy"/>.</summary>
    public RemedyOrder? Remedy { get; init; }

    /// <summary>With <see cref="JobKind.Verify"/>.</summary>
    public IReadOnlyList<string> Causes { get; init; } = [];

    /// <summary>With <see cref="JobKind.Script"/>.</summary>
    public IReadOnlyList<string> Commands { get; init; } = [];
}

/// <param name="Error">Why it did not succeed, in a sentence for a technician.</param>
public sealed record JobState(long Id, JobStatus Status, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, string? Error);

/// <summary>The one durable way to do something on a device. Everything is limited to the caller's organisations.</summary>
public interface IJobs
{
    /// <summary>Puts a job in the queue of its device. It is saved, in the caller's transaction where there is one; the answer is its id.</summary>
    Task<long> StartAsync(NewJob job, CancellationToken cancel);

    /// <summary>How jobs are, in one query; one that does not exist is left out.</summary>
    Task<IReadOnlyDictionary<long, JobState>> StatesAsync(IReadOnlyCollection<long> ids, CancellationToken cancel);

    /// <summary>What the device reported at its end, as JSON; null where it reported nothing.</summary>
    Task<string?> ReportAsync(long job, CancellationToken cancel);

    /// <summary>Ends a job that is not at its end; one that is stays as it is.</summary>
    Task CancelAsync(long job, string because, CancellationToken cancel);

    /// <summary>Whether there is something for the device to fetch, and which of its jobs it should stop.</summary>
    Task<(bool Waiting, IReadOnlyList<long> Cancelled)> WaitingForAsync(long device, CancellationToken cancel);
}
