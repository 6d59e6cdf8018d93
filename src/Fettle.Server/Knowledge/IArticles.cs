namespace Fettle.Server.Knowledge;

/// <summary>An article that fits what somebody writes.</summary>
/// <param name="FirstLines">Plain text, two or three lines.</param>
public sealed record OfferedArticle(long Id, string Title, string FirstLines);

/// <summary>What other modules may ask of the knowledge base.</summary>
public interface IArticles
{
    /// <summary>The published articles for everyone in this organisation that fit the words best, at most five, the best first.</summary>
    Task<IReadOnlyList<OfferedArticle>> OfferAsync(long organisationId, string text, CancellationToken cancel);
}
