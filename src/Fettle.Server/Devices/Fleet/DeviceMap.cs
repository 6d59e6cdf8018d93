using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.Devices.Fleet;

internal sealed class DeviceMap : IEntityTypeConfiguration<Device>
{
    public void Configure(EntityTypeBuilder<Device> builder)
    {
        builder.ToTable("devices");
        builder.HasIndex(d => new { d.OrganisationId, d.MachineId }).IsUnique();
        builder.HasIndex(d => new { d.Name, d.Id });
        builder.HasIndex(d => d.OwnerId);
    }
}
