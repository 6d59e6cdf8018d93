using System.Text;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Platform.Search;

/// <summary>
/// One table with a tsvector of the title and one of everything, in which the organisation and the kind are words of their own. The words come from <see cref="Words"/>, so no text search
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
                    INSERT INTO search_documents (kind, id, part, organisation_id, audience, person_id, title, subtitle, folded_title, title_words, words, touched)
                    VALUES ({d.Kind}, {d.Id}, {d.Part}, {d.OrganisationId}, {d.Audience.ToString()}, {d.PersonId}, {d.Title}, {d.Subtitle}, {folded},
                        {Vector(d, titleOnly: true)}::tsvector, {Vector(d, titleOnly: false)}::tsvector, nextval('search_touched'))
                    ON CONFLICT (kind, id, part) DO UPDATE SET organisation_id = excluded.organisation_id, audience = excluded.audience, person_id = excluded.person_id,
                        title = excluded.title, subtitle = excluded.subtitle, folded_title = excluded.folded_title, title_words = excluded.title_words, words = excluded.words, touched = excluded.touched
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
        var words = SearchText.WordsToFind(query);
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
        var match = words.Length == 0 ? "'/nothing'" : Match(words, kind, organisation: null, any: false);
        return db.Database.SqlQuery<long>($"SELECT id AS \"Value\" FROM search_documents WHERE words @@ {match}::tsquery");
    }

    private async Task<IEnumerable<SearchHit>> FindAsync(SearchArea area, string[] words, SearchQuery query, CancellationToken cancel)
    {
        var limit = Math.Clamp(query.Limit, 1, SearchText.MostHits);
        var match = Match(words, area.Kind, query.OrganisationId, query.AnyWord);
        string[] apart = query.AnyWord ? [.. words.Select(Prefix)] : [];
        var everyStaff = area.StaffIn is null;
        long[] staff = [.. area.StaffIn ?? []];
        var everything = scope.Everything;
        long[] organisations = [.. scope.Organisations];

        var rows = await db.Database.SqlQuery<Row>(
            $"""
            WITH titled AS (
                SELECT id, title, subtitle, touched, words, 100 AS bonus FROM search_documents
                WHERE title_words @@ {match}::tsquery AND ({everything} OR organisation_id IS NULL OR organisation_id = ANY ({organisations}))
                    AND (audience = 'Everyone' OR person_id = {query.PersonId} OR {everyStaff} OR organisation_id = ANY ({staff}))
                ORDER BY touched DESC LIMIT {SearchText.Candidates}),
            found AS (
                SELECT id, title, subtitle, touched, words, 0 AS bonus FROM search_documents
                WHERE words @@ {match}::tsquery AND ({everything} OR organisation_id IS NULL OR organisation_id = ANY ({organisations}))
                    AND (audience = 'Everyone' OR person_id = {query.PersonId} OR {everyStaff} OR organisation_id = ANY ({staff}))
                ORDER BY touched DESC LIMIT {SearchText.Candidates})
            SELECT id AS "Id", min(title) AS "Title", min(subtitle) AS "Subtitle", max(bonus + ts_rank(words, {match}::tsquery))::float8 AS "Score",
                max((SELECT string_agg(CASE WHEN words @@ q::tsquery THEN '1' ELSE '0' END, '') FROM unnest({apart}) q)) AS "Has"
            FROM (SELECT * FROM titled UNION ALL SELECT * FROM found) AS candidates
            GROUP BY id ORDER BY "Score" DESC, max(touched) DESC LIMIT {(query.AnyWord ? SearchText.Candidates : limit)}
            """).ToListAsync(cancel);

        if (query.AnyWord)
            return Ranked(rows).Take(limit).Select(r => new SearchHit(area.Kind, r.Id, r.Title, r.Subtitle, r.Score));

        if (rows.Count < limit && SearchText.Substring(words) is { } text)
        {
            var like = $"%{text}%";
            rows.AddRange(await db.Database.SqlQuery<Row>(
                $"""
                SELECT id AS "Id", title AS "Title", subtitle AS "Subtitle", 0::float8 AS "Score", NULL AS "Has" FROM search_documents
                WHERE folded_title LIKE {like} AND kind = {area.Kind} AND part = 0
                    AND ({query.OrganisationId}::bigint IS NULL OR organisation_id IS NULL OR organisation_id = {query.OrganisationId}) AND ({everything} OR organisation_id IS NULL OR organisation_id = ANY ({organisations}))
                    AND (audience = 'Everyone' OR person_id = {query.PersonId} OR {everyStaff} OR organisation_id = ANY ({staff}))
                ORDER BY touched DESC LIMIT {limit}
                """).ToListAsync(cancel));
        }
        return rows.DistinctBy(r => r.Id).Take(limit).Select(r => new SearchHit(area.Kind, r.Id, r.Title, r.Subtitle, r.Score));
    }

    /// <summary>In the text form of a tsquery; every word is letters and digits, so quoting is safe.</summary>
    private string Match(string[] words, string kind, long? organisation, bool any)
    {
        var within = SearchText.OrganisationsWithin(scope, organisation) is { } some ? $" & ({string.Join(" | ", some.Select(o => $"'/{o}'"))})" : "";
        return $"{KindWord(kind)}{within} & ({string.Join(any ? " | " : " & ", words.Select(Prefix))})";
    }

    private static string Prefix(string word) => $"'{word}':*";

    private static string KindWord(string kind) => $"'/{string.Concat(Words.Of(kind))}'";

    /// <summary>The text form of a tsvector: title words weigh A, the subtitle's B, the body's D; kind and organisation begin with a slash, which no word has.</summary>
    private static string Vector(SearchDocument document, bool titleOnly)
    {
        var vector = new StringBuilder($"{KindWord(document.Kind)} '/{document.OrganisationId ?? 0}'");
        var position = 0;
        Append(document.Title, SearchText.LongestTitle, 'A');
        if (titleOnly)
            return vector.ToString();
        Append(document.Subtitle, SearchText.LongestTitle, 'B');
        Append(document.Body, SearchText.LongestBody, 'D');
        return vector.ToString();

        void Append(string? text, int atMost, char weight)
        {
            foreach (var word in Words.Joined(text, atMost).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                vector.Append($" '{word}':{position = Math.Min(position + 1, MostPositions)}{weight}");
        }
    }

    /// <summary>ts_rank does not know which words are rare: a word counts by how few of the candidates have it.</summary>
    private static IEnumerable<Row> Ranked(List<Row> rows)
    {
        if (rows.Count == 0)
            return [];
        var weights = Enumerable.Range(0, rows[0].Has!.Length).Select(word => Math.Log(1 + ((double)rows.Count / (1 + rows.Count(r => r.Has![word] == '1'))))).ToArray();
        return rows.Select(r => r with { Score = r.Has!.Select((has, word) => has == '1' ? weights[word] : 0).Sum() + (r.Score / 1000) }).OrderByDescending(r => r.Score);
    }

    private sealed record Row(long Id, string Title, string? Subtitle, double Score, string? Has);
}
