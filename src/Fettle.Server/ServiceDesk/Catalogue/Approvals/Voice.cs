using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Catalogue.Approvals;

/// <summary>By which way an answer came.</summary>
internal enum AnswerWay
{
    Portal,

    /// <summary>By the link of the mail.</summary>
    Link,

    /// <summary>By a reply to the mail.</summary>
    Mail,
}

/// <summary>One of those who are asked, and what they say.</summary>
internal sealed class Voice(long organisationId, long personId) : IBelongToOrganisation
{
    public long Id { get; private set; }

    public long OrganisationId { get; private set; } = organisationId;

    public long ApprovalId { get; private set; }

    public long PersonId { get; private set; } = personId;

    /// <summary>Null: not yet.</summary>
    public bool? Answer { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>They themselves, or who stood in for them.</summary>
    public long? AnsweredById { get; private set; }

    public string? Because { get; private set; }

    public AnswerWay? Way { get; private set; }

    /// <summary>Of its links only those of this series are good; one more makes those that were sent before useless.</summary>
    public int Series { get; private set; }

    public void Say(bool yes, long by, string? because, AnswerWay way, DateTimeOffset at) =>
        (Answer, AnsweredById, Because, Way, AnsweredAt) = (yes, by, because, way, at);

    /// <summary>The links that were sent may have been seen by others.</summary>
    public void RenewLinks() => Series++;
}

internal sealed class VoiceMap : IEntityTypeConfiguration<Voice>
{
    public void Configure(EntityTypeBuilder<Voice> builder)
    {
        builder.ToTable("catalogue_voices");
        builder.Property(v => v.Way).HasConversion<string>();
        builder.HasOne<Approval>().WithMany(a => a.Voices).HasForeignKey(v => v.ApprovalId);
        builder.HasIndex(v => new { v.ApprovalId, v.PersonId }).IsUnique();
        builder.HasIndex(v => v.PersonId).HasFilter("answer IS NULL").HasDatabaseName("ix_catalogue_voices_waiting");
    }
}
