using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.Automation.Jobs;

internal sealed class JobMap : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> builder)
    {
        builder.ToTable("jobs");
        builder.Property(j => j.Kind).HasConversion<string>();
        // Two who change a job at once (a result, a cancellation, the expiry): the second looks again.
        builder.Property(j => j.Status).HasConversion<string>().IsConcurrencyToken();
        builder.Ignore(j => j.Commands);
        builder.HasIndex(j => new { j.DeviceId, j.Status });
        builder.HasIndex(j => new { j.Status, j.ExpiresAt });
    }
}
