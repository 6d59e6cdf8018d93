using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.People.Organisations;

/// <summary>A place where an organisation's people and devices are.</summary>
internal sealed class Site(long organisationId, string name, string address, string timeZone) : IBelongToOrganisation
{
    public const int NameLength = 200;
    public const int AddressLength = 1000;

    public long Id { get; private set; }

    public long OrganisationId { get; private set; } = organisationId;

    public string Name { get; private set; } = name;

    /// <summary>As on a letter, in lines; empty where nobody wrote it down.</summary>
    public string Address { get; private set; } = address;

    /// <summary>An IANA name: <c>Europe/Berlin</c>.</summary>
    public string TimeZone { get; private set; } = timeZone;

    public void Change(string name, string address, string timeZone) => (Name, Address, TimeZone) = (name, address, timeZone);
}

internal sealed class SiteMap : IEntityTypeConfiguration<Site>
{
    public void Configure(EntityTypeBuilder<Site> builder)
    {
        builder.ToTable("sites");
        builder.HasIndex(s => new { s.OrganisationId, s.Name }).IsUnique();
    }
}
