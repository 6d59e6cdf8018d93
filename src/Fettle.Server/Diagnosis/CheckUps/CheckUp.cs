using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.Diagnosis.CheckUps;

/// <summary>How far a check-up is.</summary>
public enum CheckUpStatus
{
    /// <summary>The device has not begun.</summary>
    Waiting,
    Running,
    Done,
    Failed,
    Expired,
}

/// <summary>A look at a device for what may be wrong with it. Its report is its job's.</summary>
internal sealed class CheckUp : IBelongToOrganisation
{
    private CheckUp() { }

    public long Id { get; private set; }

    public long OrganisationId { get; private set; }

    public long DeviceId { get; private set; }

    public long? TicketNumber { get; private set; }

    /// <summary>What the person said; null: the whole device was looked at.</summary>
    public string? Symptom { get; private set; }

    /// <summary><see cref="CheckUpStatus.Running"/> is never kept: the job knows it.</summary>
    public CheckUpStatus Status { get; private set; }

    public long JobId { get; private set; }

    public long? RequestedBy { get; private set; }

    public DateTimeOffset RequestedAt { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    public string? Failure { get; private set; }

    /// <summary>JSON of <see cref="Devices.DeviceSnapshot"/>: how the device was when somebody asked.</summary>
    [HiddenInJournal]
    public string Snapshot { get; private set; } = "";

    public static CheckUp Ask(long organisation, long device, long job, string? symptom, long? ticket, long? person, string snapshot, DateTimeOffset at) => new()
    {
        OrganisationId = organisation,
        DeviceId = device,
        JobId = job,
        Symptom = symptom,
        TicketNumber = ticket,
        RequestedBy = person,
        Snapshot = snapshot,
        RequestedAt = at,
        Status = CheckUpStatus.Waiting,
    };

    public void Finish(CheckUpStatus status, string? failure, DateTimeOffset? started, DateTimeOffset at) =>
        (Status, Failure, StartedAt, FinishedAt) = (status, failure, started, at);
}

internal sealed class CheckUpMap : IEntityTypeConfiguration<CheckUp>
{
    public void Configure(EntityTypeBuilder<CheckUp> builder)
    {
        builder.ToTable("check_ups");
        builder.Property(c => c.Status).HasConversion<string>();
        builder.HasIndex(c => c.JobId).IsUnique();
        builder.HasIndex(c => new { c.DeviceId, c.Id });
        builder.HasIndex(c => new { c.TicketNumber, c.Id });
    }
}
