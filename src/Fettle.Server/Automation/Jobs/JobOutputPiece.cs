using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.Automation.Jobs;

/// <summary>A piece of what a job printed, as it came.</summary>
[NotJournalled("it is evidence itself, and there is much of it")]
internal sealed class JobOutputPiece : IBelongToOrganisation
{
    public long Id { get; init; }

    public long OrganisationId { get; init; }

    public long JobId { get; init; }

    public int Attempt { get; init; }

    /// <summary>In UTF-16 units of the attempt's whole output.</summary>
    public long Offset { get; init; }

    public int Length { get; init; }

    public required string Text { get; init; }
}

internal sealed class JobOutputPieceMap : IEntityTypeConfiguration<JobOutputPiece>
{
    public void Configure(EntityTypeBuilder<JobOutputPiece> builder)
    {
        builder.ToTable("job_output");
        builder.HasIndex(p => new { p.JobId, p.Attempt, p.Offset }).IsUnique();
    }
}
