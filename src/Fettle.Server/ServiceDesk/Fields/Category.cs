using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Fields;

/// <summary>What a ticket is about, as the desk sorts it: a branch of a tree.</summary>
[BelongsToNobody("one without an organisation is for the tickets of every one; SortedBy limits what is seen")]
internal sealed class Category(long? organisationId, long? parentId, string name) : IJournalledFor
{
    public long Id { get; private set; }

    /// <summary>Null: for every organisation.</summary>
    public long? OrganisationId { get; private set; } = organisationId;

    public long? ParentId { get; private set; } = parentId;

    public string Name { get; private set; } = name;

    /// <summary>No longer offered; tickets that have it keep it.</summary>
    public bool Retired { get; private set; }

    public void Become(string name, bool retired) => (Name, Retired) = (name, retired);
}

internal sealed class CategoryMap : IEntityTypeConfiguration<Category>
{
    public void Configure(EntityTypeBuilder<Category> builder)
    {
        builder.ToTable("ticket_categories");
        builder.HasOne<Category>().WithMany().HasForeignKey(c => c.ParentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(c => c.OrganisationId);
    }
}
