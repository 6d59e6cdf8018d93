using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.Devices.Fleet;

/// <summary>An account that was signed in to a device, and when last: how a person's device is found without asking them.</summary>
[NotJournalled("it changes with every sign-in on every device")]
internal sealed class UserOfDevice : IBelongToOrganisation
{
    public long Id { get; init; }

    public long OrganisationId { get; init; }

    public long DeviceId { get; init; }

    /// <summary>Lower case, without domain.</summary>
    public required string Account { get; init; }

    /// <summary>Signed in when the device last spoke.</summary>
    public bool AtWork { get; set; }

    public DateTimeOffset LastAt { get; set; }
}

internal sealed class UserOfDeviceMap : IEntityTypeConfiguration<UserOfDevice>
{
    public void Configure(EntityTypeBuilder<UserOfDevice> builder)
    {
        builder.ToTable("device_users");
        builder.HasIndex(u => new { u.DeviceId, u.Account }).IsUnique();
        builder.HasIndex(u => u.Account);
    }
}
