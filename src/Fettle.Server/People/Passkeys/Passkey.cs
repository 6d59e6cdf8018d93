using Fettle.Server.Platform.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.People.Passkeys;

/// <summary>A WebAuthn credential: a key that never leaves the person's device or key ring.</summary>
[BelongsToNobody("it is the person's, and read before anybody's organisations are known")]
internal sealed class Passkey
{
    public const int NameLength = 100;

    private Passkey()
    {
    }

    public Passkey(long personId, UserPasskeyInfo made)
    {
        (PersonId, CredentialId, PublicKey, CreatedAt) = (personId, made.CredentialId, made.PublicKey, made.CreatedAt);
        (Transports, UserVerified, BackupEligible) = (string.Join(' ', made.Transports ?? []), made.IsUserVerified, made.IsBackupEligible);
        (AttestationObject, ClientData) = (made.AttestationObject, made.ClientDataJson);
        Used(made, made.CreatedAt);
    }

    public long Id { get; private set; }

    public long PersonId { get; private set; }

    public string Name { get; private set; } = "";

    public byte[] CredentialId { get; private set; } = [];

    public byte[] PublicKey { get; private set; } = [];

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset LastUsedAt { get; private set; }

    public long SignCount { get; private set; }

    /// <summary>Separated by blanks: <c>internal hybrid</c>.</summary>
    public string Transports { get; private set; } = "";

    public bool UserVerified { get; private set; }

    public bool BackupEligible { get; private set; }

    public bool BackedUp { get; private set; }

    public byte[] AttestationObject { get; private set; } = [];

    public byte[] ClientData { get; private set; } = [];

    /// <summary>Takes over what changes with each use.</summary>
    public void Used(UserPasskeyInfo now, DateTimeOffset at) =>
        (Name, SignCount, BackedUp, LastUsedAt) = (now.Name ?? Name, now.SignCount, now.IsBackedUp, at);

    public UserPasskeyInfo ToInfo() => new(
        CredentialId, PublicKey, CreatedAt, (uint)SignCount, Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries), UserVerified, BackupEligible, BackedUp,
        AttestationObject, ClientData)
    { Name = Name };
}

internal sealed class PasskeyMap : IEntityTypeConfiguration<Passkey>
{
    public void Configure(EntityTypeBuilder<Passkey> builder)
    {
        builder.ToTable("passkeys");
        builder.HasIndex(p => p.CredentialId).IsUnique();
        builder.HasIndex(p => p.PersonId);
    }
}
