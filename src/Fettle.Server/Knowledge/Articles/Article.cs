using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.Knowledge.Articles;

internal enum ArticleStatus
{
    Draft,
    Published,
    Archived,
}

internal enum Audience
{
    /// <summary>Requesters read it in the portal and are offered it.</summary>
    Everyone,

    /// <summary>Only who works tickets.</summary>
    Staff,
}

/// <summary>
/// What is known about something that goes wrong. It is written in versions; readers see the published one, while the next is being written.
/// </summary>
internal sealed class Article : IBelongToOrganisation
{
    public const int LongestTitle = 200;
    public const int LongestBody = 100_000;

    public long Id { get; private set; }

    public long OrganisationId { get; private set; }

    public ArticleStatus Status { get; private set; }

    public Audience Audience { get; private set; }

    /// <summary>Of the newest version.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The newest; from 1 upwards.</summary>
    public int Version { get; private set; }

    public int? PublishedVersion { get; private set; }

    /// <summary>The ticket that it was drafted from.</summary>
    public long? TicketNumber { get; private set; }

    public int Helpful { get; private set; }

    public int NotHelpful { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public List<ArticleVersion> Versions { get; } = [];

    public static Article Write(long organisation, Audience audience, ArticleText text, long by, DateTimeOffset at, long? ticket = null)
    {
        var article = new Article { OrganisationId = organisation, Audience = audience, TicketNumber = ticket, CreatedAt = at };
        article.Revise(text, audience, by, at);
        return article;
    }

    /// <summary>Adds a version. A published article stays as it is for its readers until somebody publishes the new one.</summary>
    public ArticleVersion Revise(ArticleText text, Audience audience, long by, DateTimeOffset at)
    {
        if (Status == ArticleStatus.Archived)
            Status = ArticleStatus.Draft;
        (Title, Audience, UpdatedAt, Version) = (text.Title, audience, at, Version + 1);
        var version = new ArticleVersion
        {
            OrganisationId = OrganisationId,
            Version = Version,
            Title = text.Title,
            Body = text.Body,
            ForTechnicians = text.ForTechnicians,
            AuthorId = by,
            At = at,
        };
        Versions.Add(version);
        return version;
    }

    /// <exception cref="Conflict">Its newest version is published.</exception>
    public void Publish(DateTimeOffset at)
    {
        if (Status == ArticleStatus.Published && PublishedVersion == Version)
            throw new Conflict("The newest version of this article is published already.");
        (Status, PublishedVersion, UpdatedAt) = (ArticleStatus.Published, Version, at);
    }

    /// <exception cref="Conflict">It is in the archive.</exception>
    public void Archive(DateTimeOffset at)
    {
        if (Status == ArticleStatus.Archived)
            throw new Conflict("This article is in the archive already.");
        (Status, PublishedVersion, UpdatedAt) = (ArticleStatus.Archived, null, at);
    }

    /// <param name="before">How the same person voted earlier.</param>
    public void Count(bool? before, bool now)
    {
        Helpful += (now ? 1 : 0) - (before == true ? 1 : 0);
        NotHelpful += (now ? 0 : 1) - (before == false ? 1 : 0);
    }
}

/// <param name="Body">Markdown for the article's audience.</param>
/// <param name="ForTechnicians">Markdown that only those see who work tickets: evidence, commands, how to verify.</param>
internal sealed record ArticleText(string Title, string Body, string? ForTechnicians);

internal sealed class ArticleVersion : IBelongToOrganisation
{
    public long OrganisationId { get; init; }

    public long ArticleId { get; init; }

    public int Version { get; init; }

    public required string Title { get; init; }

    [HiddenInJournal]
    public required string Body { get; init; }

    [HiddenInJournal]
    public string? ForTechnicians { get; init; }

    public long AuthorId { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>Whether an article helped somebody; each has one vote and may change it.</summary>
internal sealed class ArticleVote : IBelongToOrganisation
{
    public long OrganisationId { get; init; }

    public long ArticleId { get; init; }

    public long PersonId { get; init; }

    public bool Helpful { get; private set; }

    public void Say(bool helpful) => Helpful = helpful;
}
