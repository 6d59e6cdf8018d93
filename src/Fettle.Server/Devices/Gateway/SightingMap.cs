using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.Devices.Gateway;

internal sealed class SightingMap : IEntityTypeConfiguration<Sighting>
{
    public void Configure(EntityTypeBuilder<Sighting> builder)
    {
        builder.ToTable("device_sightings");
        builder.HasKey(s => s.DeviceId);
        builder.Property(s => s.DeviceId).ValueGeneratedNever();
    }
}
