using System.Text;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Platform.Search;

/// <summary>
/// One table with a tsvector, in which the organisation and the kind are words of their own. The words come from <see cref="Words"/>, so no text search
/// configuration of the server matters. Titles have a trigram index where the extension pg_trgm can be had, and are scanned where it cannot.
/// </summary>
internal sealed class SearchIndexOnPostgres(FettleDb db, OrganisationScope scope) : ISearchIndex
{
    private const int MostPositions = 16_383;

    public Task PutAsync(IReadOnlyCollection<SearchDocument> documents, CancellationToken cancel) => db.InTransactionAsync(
        async () =>
        {
            foreach (var d in documents.Select(SearchText.Storable))
            {
                var folded = d.Part == 0 ? Words.Joined(d.Title, SearchText.LongestTitle) : null;
                await db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO search_documents (kind, id, part, organisation_id, audience, person_id, title, subtitle, folded_title, words, touched)
                    VALUES ({d.Kind}, {d.Id}, {d.Part}, {d.OrganisationId}, {d.Audience.ToString()}, {d.PersonId}, {d.Title}, {d.Subtitle}, {folded}, {Vector(d)}::tsvector, nextval('search_touched'))
                    ON CONFLICT (kind, id, part) DO UPDATE SET organisation_id = excluded.organisation_id, audience = excluded.audience, person_id = excluded.person_id,
                        title = excluded.title, subtitle = excluded.subtitle, folded_title = excluded.folded_title, words = excluded.words, touched = excluded.touched
                    """,
                    cancel);
                if (d.Part == 0)
                {
                    await db.Database.ExecuteSqlAsync(
                        $"UPDATE search_documents SET title = {d.Title}, subtitle = {d.Subtitle} WHERE kind = {d.Kind} AND id = {d.Id} AND part <> 0 AND title <> {d.Title}", cancel);
                }
            }
        },
        cancel);

    public Task RemoveAsync(string kind, long id, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"DELETE FROM search_documents WHERE kind = {kind} AND id = {id}", cancel);

    public async Task<IReadOnlyList<SearchHit>> FindAsync(SearchQuery query, CancellationToken cancel)
    {
        var words = SearchText.WordsToFind(query.Text);
        if (words.Length == 0)
            return [];
        var hits = new List<SearchHit>();
        foreach (var area in query.Areas)
            hits.AddRange(await FindAsync(area, words, query, cancel));
        return hits;
    }

    public IQueryable<long> Matching(string kind, string text)
    {
        var words = SearchText.WordsToFind(text);
        var match = words.Length == 0 ? "'/nothing'" : Match(words, kind, weights: "");
        return db.Database.SqlQuery<long>($"SELECT id AS \"Value\" FROM search_documents WHERE words @@ {match}::tsquery");
    }

    private async Task<IEnumerable<SearchHit>> FindAsync(SearchArea area, string[] words, SearchQuery query, CancellationToken cancel)
    {
        var limit = Math.Clamp(query.Limit, 1, SearchText.MostHits);
        var (inTitle, anywhere) = (Match(words, area.Kind, weights: "A"), Match(words, area.Kind, weights: ""));
        var everyStaff = area.StaffIn is null;
        long[] staff = [.. area.StaffIn ?? []];
        var everything = scope.Everything;
        long[] organisations = [.. scope.Organisations];

        var rows = await db.Database.SqlQuery<Row>(
            $"""
            WITH titled AS (
                SELECT id, title, subtitle, touched, 100 + ts_rank(words, {anywhere}::tsquery) AS score FROM search_documents
                WHERE words @@ {inTitle}::tsquery AND ({everything} OR organisation_id IS NULL OR organisation_id = ANY ({organisations}))
                    AND (audience = 'Everyone' OR person_id = {query.PersonId} OR {everyStaff} OR organisation_id = ANY ({staff}))
                ORDER BY touched DESC LIMIT {SearchText.Candidates}),
            found AS (
                SELECT id, title, subtitle, touched, ts_rank(words, {anywhere}::tsquery) AS score FROM search_documents
                WHERE words @@ {anywhere}::tsquery AND ({everything} OR organisation_id IS NULL OR organisation_id = ANY ({organisations}))
                    AND (audience = 'Everyone' OR person_id = {query.PersonId} OR {everyStaff} OR organisation_id = ANY ({staff}))
                ORDER BY touched DESC LIMIT {SearchText.Candidates})
            SELECT id AS "Id", min(title) AS "Title", min(subtitle) AS "Subtitle"
            FROM (SELECT * FROM titled UNION ALL SELECT * FROM found) AS candidates GROUP BY id ORDER BY max(score) DESC, max(touched) DESC LIMIT {limit}
            """).ToListAsync(cancel);

        if (rows.Count < limit && SearchText.Substring(words) is { } text)
        {
            var like = $"%{text}%";
            rows.AddRange(await db.Database.SqlQuery<Row>(
                $"""
                SELECT id AS "Id", title AS "Title", subtitle AS "Subtitle" FROM search_documents
                WHERE folded_title LIKE {like} AND kind = {area.Kind} AND part = 0 AND ({everything} OR organisation_id IS NULL OR organisation_id = ANY ({organisations}))
                    AND (audience = 'Everyone' OR person_id = {query.PersonId} OR {everyStaff} OR organisation_id = ANY ({staff}))
                ORDER BY touched DESC LIMIT {limit}
                """).ToListAsync(cancel));
        }
        return rows.DistinctBy(r => r.Id).Take(limit).Select(r => new SearchHit(area.Kind, r.Id, r.Title, r.Subtitle));
    }

    /// <summary>In the text form of a tsquery; every word is letters and digits, so quoting is safe.</summary>
    private string Match(string[] words, string kind, string weights)
    {
        // What is without an organisation is everybody's: organisation 0.
        var organisations = scope.Everything ? "" : $" & ({string.Join(" | ", scope.Organisations.Prepend(0).Select(o => $"'/{o}'"))})";
        return $"{KindWord(kind)}{organisations} & {string.Join(" & ", words.Select(w => $"'{w}':*{weights}"))}";
    }

    private static string KindWord(string kind) => $"'/{string.Concat(Words.Of(kind))}'";

    /// <summary>The text form of a tsvector: title words weigh A, the subtitle's B, the body's D; kind and organisation begin with a slash, which no word has.</summary>
    private static string Vector(SearchDocument document)
    {
        var vector = new StringBuilder($"{KindWord(document.Kind)} '/{document.OrganisationId ?? 0}'");
        var position = 0;
        Append(document.Title, SearchText.LongestTitle, 'A');
        Append(document.Subtitle, SearchText.LongestTitle, 'B');
        Append(document.Body, SearchText.LongestBody, 'D');
        return vector.ToString();

        void Append(string? text, int atMost, char weight)
        {
            foreach (var word in Words.Joined(text, atMost).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                vector.Append($" '{word}':{position = Math.Min(position + 1, MostPositions)}{weight}");
        }
    }

    private sealed record Row(long Id, string Title, string? Subtitle);
}
