using Fettle.Server.Diagnosis.Remedies;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.Diagnosis.Holds;

public enum HoldStatus
{
    /// <summary>Its time has not come.</summary>
    Waiting,

    /// <summary>Its time has come, and the device has still to answer.</summary>
    Running,

    /// <summary>The fault is still gone.</summary>
    Passed,

    /// <summary>The fault is back.</summary>
    Returned,

    /// <summary>The device could not tell, or was not heard of in time.</summary>
    Unclear,

    /// <summary>The ticket is open again, or a later fix took its place.</summary>
    Cancelled,
}

/// <summary>One of the later looks after a verified fix.</summary>
internal sealed class Hold : IBelongToOrganisation
{
    private Hold() { }

    public long Id { get; private set; }

    public long OrganisationId { get; private set; }

    public long RemedyRunId { get; private set; }

    public long DeviceId { get; private set; }

    public long TicketNumber { get; private set; }

    public string Cause { get; private set; } = "";

    /// <summary>How long after the fix, as a person says it: "1 hour".</summary>
    public string After { get; private set; } = "";

    public DateTimeOffset DueAt { get; private set; }

    public HoldStatus Status { get; private set; }

    public long? JobId { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>What the probes said, or why they could not say anything.</summary>
    public string? Result { get; private set; }

    public static Hold Set(RemedyRun run, long ticket, TimeSpan after, DateTimeOffset verified) => new()
    {
        OrganisationId = run.OrganisationId,
        RemedyRunId = run.Id,
        DeviceId = run.DeviceId,
        TicketNumber = ticket,
        Cause = run.Cause,
        After = InWords(after),
        DueAt = verified + after,
        Status = HoldStatus.Waiting,
    };

    public bool IsOutstanding => Status is HoldStatus.Waiting or HoldStatus.Running;

    public void Look(long job) => (Status, JobId) = (HoldStatus.Running, job);

    public void End(HoldStatus how, string? result, DateTimeOffset at) => (Status, Result, FinishedAt) = (how, result, at);

    private static string InWords(TimeSpan span)
    {
        var (number, unit) = span switch
        {
            { Ticks: var t } when t % TimeSpan.TicksPerDay == 0 => ((long)span.TotalDays, "day"),
            { Ticks: var t } when t % TimeSpan.TicksPerHour == 0 => ((long)span.TotalHours, "hour"),
            { Ticks: var t } when t % TimeSpan.TicksPerMinute == 0 => ((long)span.TotalMinutes, "minute"),
            _ => ((long)span.TotalSeconds, "second"),
        };
        return number == 1 ? $"1 {unit}" : $"{number} {unit}s";
    }
}

internal sealed class HoldMap : IEntityTypeConfiguration<Hold>
{
    public void Configure(EntityTypeBuilder<Hold> builder)
    {
        builder.ToTable("holds");
        // Two replicas that find it due at once: one of them looks.
        builder.Property(h => h.Status).HasConversion<string>().IsConcurrencyToken();
        builder.HasIndex(h => new { h.Status, h.DueAt });
        builder.HasIndex(h => h.TicketNumber);
        builder.HasIndex(h => h.JobId);
        builder.HasIndex(h => h.RemedyRunId);
    }
}
