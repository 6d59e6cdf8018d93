using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Promises;

/// <summary>All clocks of the tickets that are not solved are read anew, because a calendar or a level changed. It goes on where it was after a restart.</summary>
[BelongsToNobody("it goes through the tickets of every organisation that the change reaches; its numbers are shown to those who may see the level")]
[NotJournalled("the change of the calendar or the level is")]
internal sealed class TargetRecomputation
{
    public long Id { get; private set; }

    /// <summary>Null: of all organisations.</summary>
    public long? OrganisationId { get; init; }

    /// <summary>What changed, for the timeline: <c>Calendar Office</c>.</summary>
    public required string Because { get; init; }

    /// <summary>How many tickets were to be looked at when it began.</summary>
    public int Total { get; init; }

    public int Done { get; set; }

    /// <summary>How many of these are due at another time than before.</summary>
    public int Changed { get; set; }

    /// <summary>The id of the last ticket that was looked at.</summary>
    public long LastTicketId { get; set; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; set; }
}

internal sealed class TargetRecomputationMap : IEntityTypeConfiguration<TargetRecomputation>
{
    public void Configure(EntityTypeBuilder<TargetRecomputation> builder)
    {
        builder.ToTable("target_recomputations");
        builder.HasIndex(r => r.FinishedAt);
    }
}
