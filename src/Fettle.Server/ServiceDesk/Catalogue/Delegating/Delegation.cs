using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Catalogue.Delegating;

/// <summary>While somebody is away, another one answers for them.</summary>
internal sealed class Delegation(long organisationId, long personId, long delegateId, DateTimeOffset from, DateTimeOffset until) : IBelongToOrganisation
{
    public long Id { get; private set; }

    public long OrganisationId { get; private set; } = organisationId;

    /// <summary>Who is away.</summary>
    public long PersonId { get; private set; } = personId;

    public long DelegateId { get; private set; } = delegateId;

    public DateTimeOffset From { get; private set; } = from;

    public DateTimeOffset Until { get; private set; } = until;

    /// <summary>They are back.</summary>
    public void End(DateTimeOffset at) => Until = at;
}

internal sealed class DelegationMap : IEntityTypeConfiguration<Delegation>
{
    public void Configure(EntityTypeBuilder<Delegation> builder)
    {
        builder.ToTable("catalogue_delegations");
        builder.HasIndex(d => d.PersonId);
        builder.HasIndex(d => d.DelegateId);
    }
}
