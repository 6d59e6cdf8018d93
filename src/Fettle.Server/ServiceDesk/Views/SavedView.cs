using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Views;

/// <summary>A filter of the queue that somebody gave a name.</summary>
internal sealed class SavedView : IBelongToOrganisation
{
    public long Id { get; private set; }

    /// <summary>Its maker's organisation: shared, it is shown to those who work there.</summary>
    public long OrganisationId { get; init; }

    public long OwnerId { get; init; }

    public required string Name { get; init; }

    /// <summary>The list's own query: <c>status=active&amp;assigneeId=me&amp;sort=priority</c>.</summary>
    public required string Query { get; init; }

    public bool Shared { get; init; }
}

internal sealed class SavedViewMap : IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<SavedView> builder)
    {
        builder.ToTable("ticket_views");
        builder.HasIndex(v => new { v.OwnerId, v.Name }).IsUnique();
        builder.HasIndex(v => v.OrganisationId);
    }
}
