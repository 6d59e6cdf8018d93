namespace Fettle.Server.Platform.Search;

/// <summary>Who finds a document, apart from the person it names.</summary>
public enum SearchAudience
{
    /// <summary>Those who may read this kind of thing in its organisation.</summary>
    Staff,

    /// <summary>Everybody of its organisation; without one, everybody.</summary>
    Everyone,
}

/// <summary>What can be found of something, or of one part of it.</summary>
/// <param name="Kind">What it is, in the API's words: <c>ticket</c>, <c>device</c>, <c>person</c>, <c>article</c>.</param>
/// <param name="Id">What a hit leads to.</param>
/// <param name="PersonId">Finds it, too, whatever the audience: the requester of a ticket.</param>
/// <param name="Title">Counts most, and is in every part, so that words of title and part are found together.</param>
/// <param name="Subtitle">Shown under the title; found as well.</param>
/// <param name="Body">Found, not kept. Words after the first 50,000 characters are left out.</param>
/// <param name="Part">0 for the thing itself; another number for a part with readers of its own: an internal note of a ticket.</param>
public sealed record SearchDocument(
    string Kind, long Id, long? OrganisationId, SearchAudience Audience, long? PersonId, string Title, string? Subtitle, string? Body, long Part = 0);

/// <param name="Kind">A kind of document to look for.</param>
/// <param name="StaffIn">The organisations in which the caller reads this kind as staff; null: in every one; empty: in none.</param>
public sealed record SearchArea(string Kind, IReadOnlyList<long>? StaffIn);

/// <param name="Text">As typed: words and beginnings of words. No syntax; whatever else it holds is ignored.</param>
/// <param name="PersonId">The caller, who finds what names them.</param>
/// <param name="Limit">At most so many hits of each kind, up to 50.</param>
/// <param name="OrganisationId">Only this organisation's documents and those of none; null: all of the scope.</param>
/// <param name="AnyWord">
/// False: every word must be there. True: one is enough, and the more and the rarer the better: for whole sentences. Words of one or two letters say nothing then.
/// </param>
public sealed record SearchQuery(
    string Text, IReadOnlyList<SearchArea> Areas, long? PersonId, int Limit = 10, long? OrganisationId = null, bool AnyWord = false);

/// <param name="Score">How well it fits; the higher the better, comparable within one kind of one answer.</param>
public sealed record SearchHit(string Kind, long Id, string Title, string? Subtitle, double Score);

/// <summary>Finds things by their words as they are typed. Only organisations of the current scope are searched.</summary>
public interface ISearchIndex
{
    /// <summary>
    /// Puts documents in the place of what was there. Runs in the caller's transaction: call it inside <c>db.InTransactionAsync</c>, after the save
    /// that gave out the ids.
    /// </summary>
    Task PutAsync(IReadOnlyCollection<SearchDocument> documents, CancellationToken cancel);

    /// <summary>Takes a thing out with all its parts.</summary>
    Task RemoveAsync(string kind, long id, CancellationToken cancel);

    /// <summary>The best hits: those with the words in their title first, then by how well they fit, then the latest; areas in the order asked for.</summary>
    Task<IReadOnlyList<SearchHit>> FindAsync(SearchQuery query, CancellationToken cancel);

    /// <summary>
    /// The ids of a kind's documents that have all the words, to be composed into a query that applies its own filters and order:
    /// <c>tickets.Where(t =&gt; matching.Contains(t.Id))</c>. It sees every part, so it is for staff; without words it is empty.
    /// </summary>
    IQueryable<long> Matching(string kind, string text);
}

public static class SearchIndexExtensions
{
    public static Task PutAsync(this ISearchIndex index, SearchDocument document, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(index);
        return index.PutAsync([document], cancel);
    }
}
