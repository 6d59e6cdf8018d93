using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.People.Organisations;

/// <summary>A domain whose mail addresses are an organisation's: who writes from it is of that organisation. Of one organisation only.</summary>
internal sealed class MailDomain(long organisationId, string domain) : IBelongToOrganisation
{
    public const int DomainLength = 253; // RFC 1035 §2.3.4

    public long Id { get; private set; }

    public long OrganisationId { get; private set; } = organisationId;

    /// <summary>Lower case, as it stands after the @; no subdomain is meant with it.</summary>
    public string Domain { get; private set; } = domain;
}

internal sealed class MailDomainMap : IEntityTypeConfiguration<MailDomain>
{
    public void Configure(EntityTypeBuilder<MailDomain> builder)
    {
        builder.ToTable("mail_domains");
        builder.HasIndex(d => d.Domain).IsUnique();
        builder.HasIndex(d => d.OrganisationId);
    }
}
