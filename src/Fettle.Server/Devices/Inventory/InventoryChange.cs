using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.Devices.Inventory;

internal enum ChangeKind
{
    Added,
    Changed,
    Removed,
}

/// <summary>One thing of a device that came, went or became different.</summary>
[NotJournalled("it is a history itself")]
internal sealed class InventoryChange : IBelongToOrganisation
{
    public long Id { get; init; }

    public long OrganisationId { get; init; }

    public long DeviceId { get; init; }

    public DateTimeOffset At { get; init; }

    public required string Section { get; init; }

    public required string Key { get; init; }

    public ChangeKind Kind { get; init; }

    /// <summary>JSON of the fields that are different, as they were; null for what is new.</summary>
    public string? Before { get; init; }

    /// <summary>JSON of the fields that are different, as they are; null for what is gone.</summary>
    public string? After { get; init; }
}

internal sealed class InventoryChangeMap : IEntityTypeConfiguration<InventoryChange>
{
    public void Configure(EntityTypeBuilder<InventoryChange> builder)
    {
        builder.ToTable("inventory_changes");
        builder.Property(c => c.Kind).HasConversion<string>();
        builder.HasIndex(c => new { c.DeviceId, c.Id });
    }
}
