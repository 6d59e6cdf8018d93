using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.People.SecondFactors;

/// <summary>Stands in once for the authenticator or passkey that was lost.</summary>
[BelongsToNobody("it is the person's, and read before anybody's organisations are known")]
[NotJournalled("its making and its use are noted by themselves")]
internal sealed class RecoveryCode(long personId, string hash)
{
    public long Id { get; private set; }

    public long PersonId { get; private set; } = personId;

    public string Hash { get; private set; } = hash;
}

internal sealed class RecoveryCodeMap : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.ToTable("recovery_codes");
        builder.HasIndex(c => new { c.PersonId, c.Hash }).IsUnique();
    }
}
