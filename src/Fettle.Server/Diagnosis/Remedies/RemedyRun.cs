using System.Text.Json;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.Diagnosis.Remedies;

public enum RemedyStatus
{
    WaitingForApproval,

    /// <summary>On its way to the device, or running there.</summary>
    Underway,

    /// <summary>It ran, and the cause's probes no longer find it.</summary>
    Verified,

    /// <summary>It ran, and the cause's probes still find it or could not tell.</summary>
    NotVerified,

    /// <summary>It did not run to its end.</summary>
    Failed,
}

/// <summary>A remedy that somebody chose for a cause that a check-up found. What it does is its job's.</summary>
internal sealed class RemedyRun : IBelongToOrganisation
{
    private RemedyRun() { }

    public long Id { get; private set; }

    public long OrganisationId { get; private set; }

    public long CheckUpId { get; private set; }

    public long DeviceId { get; private set; }

    public long? TicketNumber { get; private set; }

    public string Cause { get; private set; } = "";

    /// <summary>The finding's, with the values of then.</summary>
    public string CauseTitle { get; private set; } = "";

    public string RemedyId { get; private set; } = "";

    public string Title { get; private set; } = "";

    public string Risk { get; private set; } = "";

    /// <summary>JSON: which of the cause's instances it is about.</summary>
    public string Instances { get; private set; } = "[]";

    /// <summary>JSON: the exact commands.</summary>
    public string Commands { get; private set; } = "[]";

    /// <summary>What is wrong, for the person who complained.</summary>
    public string PlainExplanation { get; private set; } = "";

    public string? Symptom { get; private set; }

    public long JobId { get; private set; }

    public RemedyStatus Status { get; private set; }

    public long StartedBy { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    public string? Failure { get; private set; }

    public IReadOnlyList<string> InstanceList => JsonSerializer.Deserialize<List<string>>(Instances)!;

    public IReadOnlyList<string> CommandList => JsonSerializer.Deserialize<List<string>>(Commands)!;

    public static RemedyRun Start(ProposedRemedy proposed, long job, bool waits, long person, DateTimeOffset at) => new()
    {
        OrganisationId = proposed.CheckUp.OrganisationId,
        CheckUpId = proposed.CheckUp.Id,
        DeviceId = proposed.CheckUp.DeviceId,
        TicketNumber = proposed.TicketNumber,
        Cause = proposed.Finding.Cause,
        CauseTitle = proposed.Finding.Title,
        RemedyId = proposed.Remedy.Id,
        Title = proposed.Remedy.Title,
        Risk = proposed.Risk,
        Instances = JsonSerializer.Serialize(proposed.Finding.Instances.Select(i => i.Key)),
        Commands = JsonSerializer.Serialize(proposed.Remedy.Commands),
        PlainExplanation = proposed.Finding.Explanation,
        Symptom = proposed.CheckUp.Symptom,
        JobId = job,
        Status = waits ? RemedyStatus.WaitingForApproval : RemedyStatus.Underway,
        StartedBy = person,
        StartedAt = at,
    };

    public void Approve() => Status = RemedyStatus.Underway;

    /// <summary>A job that was given up may still report: what the device says then counts.</summary>
    public void Finish(RemedyStatus status, string? failure, DateTimeOffset at) => (Status, Failure, FinishedAt) = (status, failure, at);
}

internal sealed class RemedyRunMap : IEntityTypeConfiguration<RemedyRun>
{
    public void Configure(EntityTypeBuilder<RemedyRun> builder)
    {
        builder.ToTable("remedy_runs");
        builder.Property(r => r.Status).HasConversion<string>();
        builder.Ignore(r => r.InstanceList);
        builder.Ignore(r => r.CommandList);
        builder.HasIndex(r => r.JobId).IsUnique();
        builder.HasIndex(r => r.TicketNumber);
        builder.HasIndex(r => new { r.DeviceId, r.Cause, r.Status });
    }
}
