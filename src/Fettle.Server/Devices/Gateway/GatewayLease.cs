using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.Devices.Gateway;

/// <summary>A replica of the server that holds sockets, alive for as long as it renews this. A crashed one's devices are offline when it runs out.</summary>
[BelongsToNobody("a replica serves every organisation")]
[NotJournalled("renewed every few seconds")]
internal sealed class GatewayLease
{
    public required string Id { get; init; }

    public DateTimeOffset AliveUntil { get; init; }
}

internal sealed class GatewayLeaseMap : IEntityTypeConfiguration<GatewayLease>
{
    public void Configure(EntityTypeBuilder<GatewayLease> builder) => builder.ToTable("device_gateways");
}
