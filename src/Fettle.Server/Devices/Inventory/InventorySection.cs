using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.Devices.Inventory;

/// <summary>One section of a device's inventory as it is now, whole.</summary>
[NotJournalled("InventoryChange keeps what changed when")]
internal sealed class InventorySection : IBelongToOrganisation
{
    public long DeviceId { get; init; }

    /// <summary>One of <see cref="Fettle.Protocol.InventorySections"/>.</summary>
    public required string Section { get; init; }

    public long OrganisationId { get; init; }

    public required string Hash { get; set; }

    public int Count { get; set; }

    /// <summary>JSON of <see cref="Fettle.Protocol.InventoryItem"/>, ordered by key.</summary>
    public required string Items { get; set; }

    public DateTimeOffset TakenAt { get; set; }
}

internal sealed class InventorySectionMap : IEntityTypeConfiguration<InventorySection>
{
    public void Configure(EntityTypeBuilder<InventorySection> builder)
    {
        builder.ToTable("inventory_sections");
        builder.HasKey(s => new { s.DeviceId, s.Section });
    }
}
