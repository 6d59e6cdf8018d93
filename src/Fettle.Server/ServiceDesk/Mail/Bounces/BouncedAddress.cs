using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Mail.Bounces;

/// <summary>An address that mail does not reach, as a report or the sending server says. What programs write to it is held until somebody clears it.</summary>
internal sealed class BouncedAddress : IBelongToOrganisation
{
    public long Id { get; private set; }

    public long OrganisationId { get; init; }

    /// <summary>Lower case.</summary>
    public required string Address { get; init; }

    /// <summary>An enhanced status code (RFC 3463): <c>5.1.1</c>; null where none was given.</summary>
    public string? Status { get; private set; }

    /// <summary>The other server's words.</summary>
    public string? Words { get; private set; }

    public DateTimeOffset Since { get; init; }

    /// <summary>When it was last told.</summary>
    public DateTimeOffset LastAt { get; private set; }

    public void Again(string? status, string? words, DateTimeOffset at) => (Status, Words, LastAt) = (status, words, at);
}

internal sealed class BouncedAddressMap : IEntityTypeConfiguration<BouncedAddress>
{
    public void Configure(EntityTypeBuilder<BouncedAddress> builder)
    {
        builder.ToTable("mail_bounced_addresses");
        builder.HasIndex(a => new { a.OrganisationId, a.Address }).IsUnique();
    }
}
