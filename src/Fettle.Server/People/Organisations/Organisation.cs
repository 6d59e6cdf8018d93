using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.People.Organisations;

/// <summary>A house that is looked after: its people, devices and tickets are kept apart from every other's.</summary>
[BelongsToNobody("it is what the others belong to; use cases limit it by its own id")]
internal sealed class Organisation(string name, DateTimeOffset createdAt)
{
    public const int NameLength = 200;

    public long Id { get; private set; }

    public string Name { get; private set; } = name;

    public DateTimeOffset CreatedAt { get; private set; } = createdAt;

    public void Rename(string name) => Name = name;
}

internal sealed class OrganisationMap : IEntityTypeConfiguration<Organisation>
{
    public void Configure(EntityTypeBuilder<Organisation> builder)
    {
        builder.ToTable("organisations");
        builder.HasIndex(o => o.Name).IsUnique();
    }
}
