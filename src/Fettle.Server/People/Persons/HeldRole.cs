using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.People.Persons;

/// <summary>A role that a person holds in one organisation, or in every one.</summary>
[BelongsToNobody("it may be for every organisation, and it is read at the door, before the caller's organisations are known")]
internal sealed class HeldRole(long personId, Role role, long? organisationId) : IJournalledFor
{
    public long Id { get; private set; }

    public long PersonId { get; private set; } = personId;

    public Role Role { get; private set; } = role;

    /// <summary>Null: in every organisation.</summary>
    public long? OrganisationId { get; private set; } = organisationId;
}

internal sealed class HeldRoleMap : IEntityTypeConfiguration<HeldRole>
{
    public void Configure(EntityTypeBuilder<HeldRole> builder)
    {
        builder.ToTable("held_roles");
        builder.Property(r => r.Role).HasConversion<string>();
        builder.HasIndex(r => new { r.PersonId, r.Role, r.OrganisationId }).IsUnique();
        builder.HasIndex(r => r.OrganisationId);
    }
}
