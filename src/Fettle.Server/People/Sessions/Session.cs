using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.People.Sessions;

/// <summary>A browser that is signed in. The row is the session: without it the cookie opens nothing, at the very next request.</summary>
[BelongsToNobody("it is the person's, and read at the door, before anybody's organisations are known")]
internal sealed class Session(long personId, string secretHash, string? address, string userAgent, DateTimeOffset startedAt, DateTimeOffset endsAt)
{
    public const int UserAgentLength = 300;

    public long Id { get; private set; }

    public long PersonId { get; private set; } = personId;

    [HiddenInJournal]
    public string SecretHash { get; private set; } = secretHash;

    public string? Address { get; private set; } = address;

    /// <summary>As the browser calls itself, cut to <see cref="UserAgentLength"/>.</summary>
    public string UserAgent { get; private set; } = userAgent.Length > UserAgentLength ? userAgent[..UserAgentLength] : userAgent;

    public DateTimeOffset StartedAt { get; private set; } = startedAt;

    public DateTimeOffset LastSeenAt { get; private set; } = startedAt;

    /// <summary>When it ends however much it is used.</summary>
    public DateTimeOffset EndsAt { get; private set; } = endsAt;
}

internal sealed class SessionMap : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions");
        builder.HasIndex(s => s.SecretHash).IsUnique();
        builder.HasIndex(s => s.PersonId);
    }
}
