using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Queues;

/// <summary>Where tickets wait for somebody. Every organisation has one to begin with.</summary>
internal sealed class Queue : IBelongToOrganisation
{
    public const string FirstName = "Service desk";

    public long Id { get; private set; }

    public long OrganisationId { get; init; }

    public required string Name { get; init; }

    /// <summary>Where tickets go that nobody directed elsewhere; true on one queue of an organisation, null on the others.</summary>
    public bool? Default { get; init; }
}

internal sealed class QueueMap : IEntityTypeConfiguration<Queue>
{
    public void Configure(EntityTypeBuilder<Queue> builder)
    {
        builder.ToTable("queues");
        builder.HasIndex(q => new { q.OrganisationId, q.Name }).IsUnique();
        // Null is never equal to null in an index: this allows one default queue and any number of others.
        builder.HasIndex(q => new { q.OrganisationId, q.Default }).IsUnique();
    }
}
