using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.People.Entering;

/// <summary>How often a name was tried since it last let somebody in. It is kept for names that do not exist, too: a lock must not tell which do.</summary>
[BelongsToNobody("a name may be nobody's")]
[NotJournalled("every refusal is noted by itself")]
internal sealed class SignInAttempts
{
    public required string NameHash { get; init; }

    public int Failures { get; init; }

    public DateTimeOffset? LastAt { get; init; }

    public DateTimeOffset? LockedUntil { get; init; }
}

internal sealed class SignInAttemptsMap : IEntityTypeConfiguration<SignInAttempts>
{
    public void Configure(EntityTypeBuilder<SignInAttempts> builder)
    {
        builder.ToTable("sign_in_attempts");
        builder.HasKey(a => a.NameHash);
        builder.HasIndex(a => a.LastAt);
    }
}
