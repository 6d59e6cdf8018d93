using System.Linq.Expressions;

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
public sealed record SearchQuery(string Text, IReadOnlyList<SearchArea> Areas, long? PersonId, int Limit = 10, long? OrganisationId = null);

public sealed record SearchHit(string Kind, long Id, string Title, string? Subtitle);

/// <summary>The ids of what has all the words, to be composed into a query that applies its own filters and order.</summary>
/// <param name="Ids">A query of its own.</param>
/// <param name="Many">
/// Whether there are so many that a page is found sooner by asking of each row in its order whether it is among them (<c>Ids.Any(id =&gt; id == t.Id)</c>)
/// than by listing them first (<c>Ids.Contains(t.Id)</c>).
/// </param>
public sealed record SearchMatches(IQueryable<long> Ids, bool Many)
{
    /// <summary>Those of <paramref name="things"/> whose <paramref name="id"/> is among the matches, the way that is sooner done.</summary>
    public IQueryable<T> Among<T>(IQueryable<T> things, Expression<Func<T, long>> id) => Where(things, id, among: true);

    /// <summary>Those whose <paramref name="id"/> is not.</summary>
    public IQueryable<T> NotAmong<T>(IQueryable<T> things, Expression<Func<T, long>> id) => Where(things, id, among: false);

    private IQueryable<T> Where<T>(IQueryable<T> things, Expression<Func<T, long>> id, bool among)
    {
        ArgumentNullException.ThrowIfNull(things);
        ArgumentNullException.ThrowIfNull(id);
        if (!Many)
            return Those(Call(nameof(Queryable.Contains), Ids.Expression, id.Body));

        // Skipping none keeps PostgreSQL from turning the question of each row into a list of all after all.
        var match = Expression.Parameter(typeof(long), "match");
        var same = Expression.Lambda<Func<long, bool>>(Expression.Equal(match, id.Body), match);
        var asked = Call(nameof(Queryable.Skip), Call(nameof(Queryable.Where), Ids.Expression, Expression.Quote(same)), Expression.Constant(0));
        return Those(Call(nameof(Queryable.Any), asked));

        IQueryable<T> Those(Expression isAmong) => things.Where(Expression.Lambda<Func<T, bool>>(among ? isAmong : Expression.Not(isAmong), id.Parameters));

        static MethodCallExpression Call(string method, params Expression[] arguments) => Expression.Call(typeof(Queryable), method, [typeof(long)], arguments);
    }
}

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

    /// <summary>The best hits: those with the words in their title first, whole words before beginnings, then the latest; areas in the order asked for.</summary>
    Task<IReadOnlyList<SearchHit>> FindAsync(SearchQuery query, CancellationToken cancel);

    /// <summary>The ids of a kind's documents that have all the words. It sees every part, so it is for staff; without words there are none.</summary>
    Task<SearchMatches> MatchingAsync(string kind, string text, CancellationToken cancel);

    /// <summary>Things of a kind, within the current scope, whose title is nearly what was typed: a letter wrong, missing, or changed about. The nearest first.</summary>
    Task<IReadOnlyList<SearchHit>> SimilarAsync(string kind, string typed, CancellationToken cancel);
}

public static class SearchIndexExtensions
{
    public static Task PutAsync(this ISearchIndex index, SearchDocument document, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(index);
        return index.PutAsync([document], cancel);
    }
}
