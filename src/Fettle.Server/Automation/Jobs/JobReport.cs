using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.Automation.Jobs;

/// <summary>What a device reported at a job's end.</summary>
[NotJournalled("it is evidence itself; that the job ended is journalled")]
internal sealed class JobReport : IBelongToOrganisation
{
    public long JobId { get; init; }

    public int Attempt { get; init; }

    public long OrganisationId { get; init; }

    /// <summary>JSON, as the device wrote it.</summary>
    public required string Json { get; init; }
}

internal sealed class JobReportMap : IEntityTypeConfiguration<JobReport>
{
    public void Configure(EntityTypeBuilder<JobReport> builder)
    {
        builder.ToTable("job_reports");
        builder.HasKey(r => new { r.JobId, r.Attempt });
    }
}
