using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.People.Tokens;

/// <summary>Lets a program act for a person, with at most what that person may do at the time of use.</summary>
[BelongsToNobody("it is the person's, and read at the door, before anybody's organisations are known")]
internal sealed class ApiToken(
    long personId, string name, string secretHash, string scopes, long? organisationId, DateTimeOffset createdAt, DateTimeOffset expiresAt) : IJournalledFor
{
    public const int NameLength = 100;

    public long Id { get; private set; }

    public long PersonId { get; private set; } = personId;

    public string Name { get; private set; } = name;

    [HiddenInJournal]
    public string SecretHash { get; private set; } = secretHash;

    /// <summary>Names of <see cref="Permission"/>, separated by blanks.</summary>
    public string Scopes { get; private set; } = scopes;

    /// <summary>Null: in every organisation in which its maker may do these things.</summary>
    public long? OrganisationId { get; private set; } = organisationId;

    public DateTimeOffset CreatedAt { get; private set; } = createdAt;

    public DateTimeOffset ExpiresAt { get; private set; } = expiresAt;

    public DateTimeOffset? LastUsedAt { get; private set; }

    /// <summary>A permission that this program no longer knows is left out: a token never grows by being misread. To work tickets is to see them.</summary>
    public static IReadOnlyCollection<Permission> ReadScopes(string scopes)
    {
        HashSet<Permission> read = [.. scopes.Split(' ').Where(s => Enum.IsDefined(typeof(Permission), s)).Select(Enum.Parse<Permission>)];
        if (read.Contains(Permission.WorkTickets))
            read.Add(Permission.ViewTickets);
        return read;
    }
}

internal sealed class ApiTokenMap : IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<ApiToken> builder)
    {
        builder.ToTable("api_tokens");
        builder.HasIndex(t => t.SecretHash).IsUnique();
        builder.HasIndex(t => t.PersonId);
    }
}
