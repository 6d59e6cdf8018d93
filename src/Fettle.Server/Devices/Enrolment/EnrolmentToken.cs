using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.Devices.Enrolment;

/// <summary>Lets devices enrol into one organisation, a number of times, until it expires or is revoked. Only its hash is kept.</summary>
internal sealed class EnrolmentToken : IBelongToOrganisation
{
    private EnrolmentToken() { }

    public long Id { get; private set; }

    public long OrganisationId { get; private set; }

    public string Name { get; private set; } = "";

    [HiddenInJournal]
    public string Hash { get; private set; } = "";

    /// <summary>How many devices may enrol with it.</summary>
    public int Uses { get; private set; }

    public int Used { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public long CreatedBy { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public static (EnrolmentToken Token, string Secret) Make(long organisation, string name, int uses, DateTimeOffset expires, long by, DateTimeOffset at)
    {
        var secret = "fe_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        var token = new EnrolmentToken
        {
            OrganisationId = organisation,
            Name = name,
            Hash = HashOf(secret),
            Uses = uses,
            ExpiresAt = expires,
            CreatedBy = by,
            CreatedAt = at,
        };
        return (token, secret);
    }

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Null where it may be used now, else why not.</summary>
    public string? WhyNot(DateTimeOffset now) =>
        RevokedAt is not null ? "This enrolment token was revoked."
        : ExpiresAt <= now ? "This enrolment token has expired."
        : Used >= Uses ? "This enrolment token has been used as often as it may be."
        : null;

    public void Use() => Used++;

    public void Revoke(DateTimeOffset at) => RevokedAt ??= at;
}

internal sealed class EnrolmentTokenMap : IEntityTypeConfiguration<EnrolmentToken>
{
    public void Configure(EntityTypeBuilder<EnrolmentToken> builder)
    {
        builder.ToTable("enrolment_tokens");
        builder.HasIndex(t => t.Hash).IsUnique();
    }
}
