using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.People.Invitations;

/// <summary>A link with which a person sets a password: their first, or a new one after the old was forgotten. It works once.</summary>
internal sealed class Invitation(
    long organisationId, long personId, string loginName, string secretHash, long? invitedBy, DateTimeOffset createdAt, DateTimeOffset expiresAt) : IBelongToOrganisation
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    public long Id { get; private set; }

    public long OrganisationId { get; private set; } = organisationId;

    public long PersonId { get; private set; } = personId;

    /// <summary>What they will sign in with.</summary>
    public string LoginName { get; private set; } = loginName.ToLowerInvariant();

    [HiddenInJournal]
    public string SecretHash { get; private set; } = secretHash;

    public long? InvitedBy { get; private set; } = invitedBy;

    public DateTimeOffset CreatedAt { get; private set; } = createdAt;

    public DateTimeOffset ExpiresAt { get; private set; } = expiresAt;

    public DateTimeOffset? AcceptedAt { get; private set; }
}

internal sealed class InvitationMap : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("invitations");
        builder.HasIndex(i => i.SecretHash).IsUnique();
        builder.HasIndex(i => i.PersonId);
    }
}
