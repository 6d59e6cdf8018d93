using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Promises.Clock;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Promises;

/// <summary>What a clock of a ticket shows, as it was read when the ticket last changed; so that tickets can be sorted and found by it.</summary>
[NotJournalled("derived from the timeline and the service level, which are")]
internal sealed class TicketTarget : IBelongToOrganisation
{
    public long OrganisationId { get; init; }

    public long TicketId { get; init; }

    public TargetKind Kind { get; init; }

    public long LevelId { get; private set; }

    public int GoalMinutes { get; private set; }

    public int Cycle { get; private set; }

    public int Missed { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>Working seconds of the stretches that are over.</summary>
    public long UsedSeconds { get; private set; }

    public DateTimeOffset? RunningSince { get; private set; }

    public DateTimeOffset? DueAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The status that it stands still for.</summary>
    public TicketStatus? PausedBy { get; private set; }

    /// <summary>The escalation steps of this run that are behind it, by their keys, a line each.</summary>
    public string StepsDone { get; private set; } = "";

    /// <summary>When the next step is to be taken; null: none is ahead as things are.</summary>
    public DateTimeOffset? NextStepAt { get; private set; }

    public void Show(TargetReading reading, long level)
    {
        if (Cycle != reading.Cycle)
            StepsDone = "";
        (LevelId, GoalMinutes, Cycle, Missed) = (level, (int)reading.Goal.TotalMinutes, reading.Cycle, reading.Missed);
        (StartedAt, UsedSeconds, RunningSince) = (reading.StartedAt, (long)reading.Used.TotalSeconds, reading.RunningSince);
        (DueAt, EndedAt, PausedBy) = (reading.DueAt, reading.EndedAt, reading.PausedBy);
    }

    public bool HasDone(string step) => StepsDone.Split('\n').Contains(step, StringComparer.Ordinal);

    public void Do(string step) => StepsDone = StepsDone.Length == 0 ? step : $"{StepsDone}\n{step}";

    public void StepNextAt(DateTimeOffset? at) => NextStepAt = at;

    public TargetState StateAt(DateTimeOffset now) => TargetReading.StateOf(now, DueAt, EndedAt, PausedBy is not null);
}

internal sealed class TicketTargetMap : IEntityTypeConfiguration<TicketTarget>
{
    public void Configure(EntityTypeBuilder<TicketTarget> builder)
    {
        builder.ToTable("ticket_targets");
        builder.HasKey(t => new { t.TicketId, t.Kind });
        builder.Property(t => t.Kind).HasConversion<string>();
        builder.Property(t => t.PausedBy).HasConversion<string>();
        builder.HasOne<Ticket>().WithMany().HasForeignKey(t => t.TicketId);
        builder.HasIndex(t => t.NextStepAt);
    }
}
