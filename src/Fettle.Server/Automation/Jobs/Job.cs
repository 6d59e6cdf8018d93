using System.Text.Json;
using Fettle.Protocol;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.Automation.Jobs;

/// <summary>One thing to be done on one device: from being asked for to its end.</summary>
internal sealed class Job : IBelongToOrganisation
{
    /// <summary>Only what changes nothing on the device is tried again by itself.</summary>
    private const int MostAttempts = 3;

    /// <summary>What a device that is cut off may need to tell of a job's end, beyond the job's own time limit.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private Job() { }

    public long Id { get; private set; }

    public long OrganisationId { get; private set; }

    public long DeviceId { get; private set; }

    public JobKind Kind { get; private set; }

    public string Title { get; private set; } = "";

    /// <summary>JSON of the order's part for this kind.</summary>
    public string Order { get; private set; } = "";

    public JobStatus Status { get; private set; }

    public int Attempt { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset QueuedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public int TimeLimitSeconds { get; private set; }

    public long? RequestedBy { get; private set; }

    public bool NeedsApproval { get; private set; }

    public long? ApprovedBy { get; private set; }

    /// <summary>The device has been given this attempt, whatever became of it here since.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>Somebody wants it stopped; the device has still to say that it did.</summary>
    public DateTimeOffset? CancelAskedAt { get; private set; }

    /// <summary>The device told how this attempt ended: nothing changes that any more.</summary>
    public bool Reported { get; private set; }

    public int? ExitCode { get; private set; }

    public string? Error { get; private set; }

    public bool AtItsEnd => Status is not (JobStatus.WaitingForApproval or JobStatus.Queued or JobStatus.Sent or JobStatus.Running);

    private bool IsReadOnly => Kind is JobKind.CheckUp or JobKind.Verify;

    public static Job Ask(NewJob job, DateTimeOffset at) => new()
    {
        OrganisationId = job.OrganisationId,
        DeviceId = job.DeviceId,
        Kind = job.Kind,
        Title = job.Title,
        Order = Payload(job),
        Status = job.NeedsApproval ? JobStatus.WaitingForApproval : JobStatus.Queued,
        Attempt = 1,
        CreatedAt = at,
        QueuedAt = at,
        ExpiresAt = job.ExpiresAt,
        TimeLimitSeconds = (int)job.TimeLimit.TotalSeconds,
        RequestedBy = job.PersonId,
        NeedsApproval = job.NeedsApproval,
    };

    /// <exception cref="Conflict">It does not wait for that.</exception>
    public void Approve(long person, DateTimeOffset at)
    {
        if (Status != JobStatus.WaitingForApproval)
            throw new Conflict($"Job {Id} does not wait for approval: it is {Status}.");
        (Status, ApprovedBy, QueuedAt) = (JobStatus.Queued, person, at);
    }

    /// <summary>The device fetches it: once more where it did already and has not begun.</summary>
    public JobOrder Send(DateTimeOffset at)
    {
        if (Status == JobStatus.Queued)
            (Status, SentAt) = (JobStatus.Sent, at);
        var order = new JobOrder(Id, Attempt, DeviceId, Kind, QueuedAt, ExpiresAt, TimeLimitSeconds);
        return Kind switch
        {
            JobKind.CheckUp => order with { CheckUp = Part(ProtocolJson.Default.CheckUpOrder) },
            JobKind.Remedy => order with { Remedy = Part(ProtocolJson.Default.RemedyOrder) },
            JobKind.Verify => order with { Verify = Part(ProtocolJson.Default.VerifyOrder) },
            _ => order with { Script = Part(ProtocolJson.Default.ScriptOrder) },
        };
    }

    /// <summary>The device has begun. False where that changes nothing.</summary>
    public bool Begin(DateTimeOffset at)
    {
        if (SentAt is null || Reported || Status is not (JobStatus.Sent or JobStatus.Expired or JobStatus.TimedOut))
            return false;
        (Status, StartedAt, FinishedAt, Error) = (JobStatus.Running, StartedAt ?? at, null, null);
        return true;
    }

    /// <summary>
    /// How it ended, as the device says. That is the truth even where the server had given the job up in the meantime. False where it was told already.
    /// </summary>
    public bool End(JobOutcome outcome, DateTimeOffset started, int? exitCode, string? error, DateTimeOffset at)
    {
        if (Reported)
            return false;
        Status = outcome switch
        {
            JobOutcome.Succeeded => JobStatus.Succeeded,
            JobOutcome.TimedOut => JobStatus.TimedOut,
            JobOutcome.Cancelled => JobStatus.Cancelled,
            JobOutcome.Refused => JobStatus.Refused,
            JobOutcome.Interrupted => JobStatus.Interrupted,
            _ => JobStatus.Failed,
        };
        // Not before it was sent and not after now: the device's clock may be anywhere.
        var earliest = SentAt ?? QueuedAt;
        (StartedAt, FinishedAt) = (StartedAt ?? (started < earliest || started > at ? at : started), at);
        (ExitCode, Error, Reported) = (exitCode, error, true);
        return true;
    }

    /// <summary>True where the same may be done again without a person: nothing on the device is changed by it.</summary>
    public bool RetryBySelf(DateTimeOffset now)
    {
        var again = IsReadOnly && Reported && Attempt < MostAttempts && ExpiresAt > now && CancelAskedAt is null
            && Status is JobStatus.TimedOut or JobStatus.Interrupted;
        if (again)
            NextAttempt(now, ExpiresAt);
        return again;
    }

    /// <exception cref="Conflict">It is not at its end, or did what it was to do.</exception>
    public void Retry(DateTimeOffset now, DateTimeOffset expires)
    {
        if (!AtItsEnd || Status == JobStatus.Succeeded)
            throw new Conflict($"Job {Id} is {Status}; only one that ended otherwise can be tried again.");
        NextAttempt(now, expires);
    }

    /// <summary>At once where the device does not have it; else the device is asked to stop.</summary>
    public void Cancel(string because, DateTimeOffset at)
    {
        if (AtItsEnd)
            return;
        CancelAskedAt ??= at;
        if (Status != JobStatus.Running)
            (Status, FinishedAt, Error) = (JobStatus.Cancelled, at, because);
    }

    /// <summary>Ends it here whatever the device does: nothing is heard of that device any more.</summary>
    public void CancelForGood(string because, DateTimeOffset at)
    {
        if (!AtItsEnd)
            (Status, FinishedAt, Error, CancelAskedAt) = (JobStatus.Cancelled, at, because, CancelAskedAt ?? at);
    }

    /// <summary>What is not begun in time, or not heard of any more. False where neither is so.</summary>
    public bool GiveUp(DateTimeOffset now)
    {
        if (Status is JobStatus.WaitingForApproval or JobStatus.Queued && ExpiresAt <= now)
            (Status, Error) = (JobStatus.Expired, Status == JobStatus.Queued ? "The device did not fetch it in time." : "Nobody approved it in time.");
        else if (Status == JobStatus.Sent && ExpiresAt + TimeSpan.FromSeconds(TimeLimitSeconds) + Patience <= now)
            (Status, Error) = (JobStatus.Expired, "The device fetched it and was not heard of since.");
        else if (Status == JobStatus.Running && StartedAt + TimeSpan.FromSeconds(TimeLimitSeconds) + Patience <= now)
            (Status, Error) = (JobStatus.TimedOut, "The device began it and was not heard of since.");
        else
            return false;
        FinishedAt = now;
        return true;
    }

    private void NextAttempt(DateTimeOffset now, DateTimeOffset expires)
    {
        (Attempt, Status, QueuedAt, ExpiresAt) = (Attempt + 1, NeedsApproval ? JobStatus.WaitingForApproval : JobStatus.Queued, now, expires);
        (SentAt, StartedAt, FinishedAt, CancelAskedAt, ApprovedBy) = (null, null, null, null, null);
        (Reported, ExitCode, Error) = (false, null, null);
    }

    private static string Payload(NewJob job) => job.Kind switch
    {
        JobKind.CheckUp => JsonSerializer.Serialize(new CheckUpOrder(job.Symptom), ProtocolJson.Default.CheckUpOrder),
        JobKind.Remedy => JsonSerializer.Serialize(job.Remedy ?? throw new ArgumentException("A remedy's job needs its remedy."), ProtocolJson.Default.RemedyOrder),
        JobKind.Verify => JsonSerializer.Serialize(new VerifyOrder(job.Causes, job.Symptom), ProtocolJson.Default.VerifyOrder),
        _ => JsonSerializer.Serialize(new ScriptOrder(job.Commands), ProtocolJson.Default.ScriptOrder),
    };

    private T Part<T>(System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) => JsonSerializer.Deserialize(Order, type)!;

    /// <summary>The exact commands that run, where the server knows them.</summary>
    public IReadOnlyList<string> Commands => Kind switch
    {
        JobKind.Remedy => Part(ProtocolJson.Default.RemedyOrder).Commands,
        JobKind.Script => Part(ProtocolJson.Default.ScriptOrder).Commands,
        _ => [],
    };
}
