using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.People.Persons;

/// <summary>What a person is called by the devices they sign in to: <c>amira</c>, without domain, lower case. It is how a device's user becomes a person.</summary>
internal sealed class AccountName(long organisationId, long personId, string name) : IBelongToOrganisation
{
    public const int Length = 100;

    public long Id { get; private set; }

    public long OrganisationId { get; private set; } = organisationId;

    public long PersonId { get; private set; } = personId;

    public string Name { get; private set; } = Normal(name);

    /// <summary><c>CONTOSO\Amira</c>, <c>amira@contoso.example</c> and <c>Amira</c> are one.</summary>
    public static string Normal(string reported)
    {
        var name = reported.Trim();
        name = name[(name.LastIndexOf('\\') + 1)..];
        var at = name.IndexOf('@');
        return (at > 0 ? name[..at] : name).ToLowerInvariant();
    }
}

internal sealed class AccountNameMap : IEntityTypeConfiguration<AccountName>
{
    public void Configure(EntityTypeBuilder<AccountName> builder)
    {
        builder.ToTable("account_names");
        builder.HasIndex(a => new { a.OrganisationId, a.Name }).IsUnique();
        builder.HasIndex(a => a.PersonId);
    }
}
