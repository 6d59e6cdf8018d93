using Fettle.Diagnosis;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.Diagnosis.CheckUps;

/// <summary>A cause that a check-up found, as far as lists need it; open until a later check-up does not find it or a remedy is verified.</summary>
[NotJournalled("it is taken from the check-up's report")]
internal sealed class FoundCause : IBelongToOrganisation
{
    public long Id { get; init; }

    public long OrganisationId { get; init; }

    public long DeviceId { get; init; }

    public long CheckUpId { get; init; }

    /// <summary>0 is the likeliest.</summary>
    public int Rank { get; init; }

    public required string Cause { get; init; }

    public required string Title { get; init; }

    public Severity Severity { get; init; }

    public double Confidence { get; init; }

    public DateTimeOffset? ClosedAt { get; set; }
}

internal sealed class FoundCauseMap : IEntityTypeConfiguration<FoundCause>
{
    public void Configure(EntityTypeBuilder<FoundCause> builder)
    {
        builder.ToTable("found_causes");
        builder.Property(f => f.Severity).HasConversion<string>();
        builder.HasIndex(f => new { f.DeviceId, f.ClosedAt });
        builder.HasIndex(f => f.CheckUpId);
    }
}
