using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.People.Entering;

/// <summary>How a person proves who they are. Without one, nobody signs in as them; its id is the person's.</summary>
[BelongsToNobody("it is read before anybody's organisations are known; use cases reach it through its person")]
internal sealed class Login(long id, string name)
{
    public long Id { get; private set; } = id;

    /// <summary>What they type: the mail address, or for a person without one the account name. Lower case, one in the whole installation.</summary>
    public string Name { get; private set; } = name.ToLowerInvariant();

    [HiddenInJournal]
    public string? PasswordHash { get; private set; }

    public DateTimeOffset? PasswordChangedAt { get; private set; }

    /// <summary>The secret of the authenticator app, sealed with the server's key; set and not yet in use until <see cref="TotpSince"/>.</summary>
    [HiddenInJournal]
    public string? SealedTotpSecret { get; private set; }

    public DateTimeOffset? TotpSince { get; private set; }

    /// <summary>The time step of the last code that was taken: a code is taken once (RFC 6238 §5.2).</summary>
    public long LastTotpStep { get; private set; }

    public bool HasTotp => TotpSince is not null;

    public void Rename(string name) => Name = name.ToLowerInvariant();

    public void ChangePassword(string hash, DateTimeOffset at) => (PasswordHash, PasswordChangedAt) = (hash, at);

    /// <summary>The same password, hashed anew because hashing became stronger.</summary>
    public void Rehash(string hash) => PasswordHash = hash;

    public void OfferTotp(string sealedSecret) => (SealedTotpSecret, TotpSince) = (sealedSecret, null);

    public void StartTotp(DateTimeOffset at) => TotpSince = at;

    public void StopTotp() => (SealedTotpSecret, TotpSince, LastTotpStep) = (null, null, 0);
}

internal sealed class LoginMap : IEntityTypeConfiguration<Login>
{
    public void Configure(EntityTypeBuilder<Login> builder)
    {
        builder.ToTable("logins");
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Ignore(l => l.HasTotp);
        builder.HasIndex(l => l.Name).IsUnique();
    }
}
