using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Fettle.Server.Platform.Search;

/// <summary>
/// One table with a tsvector of the title and one of everything, in which the kind, the organisation and the audience are words of their own. The words come from <see cref="Words"/>, so no text search
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
        var words = SearchText.WordsToFind(query.Text);
        if (words.Length == 0)
            return [];
        var hits = new List<SearchHit>();
        foreach (var area in query.Areas)
            hits.AddRange(await FindAsync(area, words, query, cancel));
        return hits;
    }

    public async Task<SearchMatches> MatchingAsync(string kind, string text, CancellationToken cancel)
    {
        var words = SearchText.WordsToFind(text);
        var match = words.Length == 0 ? "'/nothing'" : Match(words, Scope(kind, organisation: null));
        var many = await EstimateAsync(match, cancel) > SearchText.Many;
        return new(db.Database.SqlQuery<long>($"SELECT id AS \"Value\" FROM search_documents WHERE kind = {kind} AND words @@ {match}::tsquery"), many);
    }

    public async Task<IReadOnlyList<SearchHit>> SimilarAsync(string kind, string typed, CancellationToken cancel)
    {
        var patterns = Similarity.Trigrams(typed).Select(t => $"%{t}%").ToArray();
        if (patterns.Length == 0)
            return [];
        // Tickets have indexes of their own; the others' is used where the question says that it is not of these.
        var found = await db.Database.SqlQuery<SearchHit>(
            $"""
            SELECT kind AS "Kind", id AS "Id", title AS "Title", subtitle AS "Subtitle" FROM search_documents
            WHERE kind = {kind} AND kind <> 'ticket' AND part = 0 AND folded_title LIKE ANY ({patterns})
                AND ({scope.Everything} OR organisation_id IS NULL OR organisation_id = ANY ({scope.Organisations.ToArray()}))
            ORDER BY (SELECT count(*) FROM unnest({patterns}) p WHERE folded_title LIKE p) DESC, id LIMIT {Similarity.Candidates}
            """).ToListAsync(cancel);
        return Similarity.Nearest(typed, found);
    }

    /// <summary>The planner's guess from its statistics: counting would cost what is to be saved.</summary>
    private async Task<double> EstimateAsync(string match, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            await using var explain = db.Database.GetDbConnection().CreateCommand();
            explain.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            // EXPLAIN takes no parameters; the text is of letters, digits (Words) and our own marks, with its quotes doubled.
            explain.CommandText = $"EXPLAIN (FORMAT JSON) SELECT 1 FROM search_documents WHERE words @@ '{match.Replace("'", "''", StringComparison.Ordinal)}'::tsquery";
            using var plan = JsonDocument.Parse((string)(await explain.ExecuteScalarAsync(cancel))!);
            return plan.RootElement[0].GetProperty("Plan").GetProperty("Plan Rows").GetDouble();
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>The latest with the words in their title; where those are too few the latest with the words anywhere, then titles with the text inside a word.</summary>
    private async Task<IEnumerable<SearchHit>> FindAsync(SearchArea area, string[] words, SearchQuery query, CancellationToken cancel)
    {
        var limit = Math.Clamp(query.Limit, 1, SearchText.MostHits);
        var match = Match(words, $"{Scope(area.Kind, query.OrganisationId)}{Audience(area, query)}");
        var found = await RowsAsync(
            "title_words @@ {0}::tsquery AND", match, inTitle: true, area, query, SearchText.Candidates, cancel);
        if (found.Select(d => d.Id).Distinct().Take(limit).Count() < limit)
            found.AddRange(await RowsAsync("words @@ {0}::tsquery AND", match, inTitle: false, area, query, SearchText.Candidates, cancel));
        var hits = SearchText.Ranked(area.Kind, words, found, limit).ToList();

        if (hits.Count < limit && SearchText.Substring(words) is { } text)
        {
            var parts = await RowsAsync("folded_title LIKE {0} AND part = 0 AND", $"%{text}%", inTitle: true, area, query, limit, cancel);
            hits = [.. hits.Concat(parts.Select(d => new SearchHit(area.Kind, d.Id, d.Title, d.Subtitle))).DistinctBy(h => h.Id).Take(limit)];
        }
        return hits;
    }

    private Task<List<FoundDocument>> RowsAsync(
        string condition, string text, bool inTitle, SearchArea area, SearchQuery query, int most, CancellationToken cancel) =>
        db.Database.SqlQuery<FoundDocument>(FormattableStringFactory.Create(
            $$"""
            SELECT id AS "Id", title AS "Title", subtitle AS "Subtitle", {{(inTitle ? "true" : "false")}} AS "InTitle", touched AS "Latest" FROM search_documents
            WHERE {{condition}} kind = {1} AND ({2}::bigint IS NULL OR organisation_id IS NULL OR organisation_id = {2}::bigint)
                AND ({3} OR organisation_id IS NULL OR organisation_id = ANY ({4}))
                AND (audience = 'Everyone' OR person_id = {5}::bigint OR {6} OR organisation_id = ANY ({7}))
            ORDER BY touched DESC LIMIT {8}
            """,
            text, area.Kind, query.OrganisationId!, scope.Everything, scope.Organisations.ToArray(), query.PersonId!, area.StaffIn is null, (area.StaffIn ?? []).ToArray(), most))
            .ToListAsync(cancel);

    /// <summary>In the text form of a tsquery; every word is letters and digits, so quoting is safe.</summary>
    private static string Match(string[] words, string within) => $"{within} & ({string.Join(" & ", words.Select(Prefix))})";

    private string Scope(string kind, long? organisation) => SearchText.OrganisationsWithin(scope, organisation) is { } some
        ? $"{KindWord(kind)} & ({string.Join(" | ", some.Select(OrganisationWord))})"
        : KindWord(kind);

    private static string Audience(SearchArea area, SearchQuery query) => area.StaffIn is not { } staff ? ""
        : $" & ({string.Join(" | ", staff.Select(OrganisationWord).Append("'/everyone'").Concat(query.PersonId is { } person ? [$"'/person{person}'"] : []))})";

    private static string OrganisationWord(long organisation) => $"'/{organisation}'";

    private static string Prefix(string word) => $"'{word}':*";

    private static string KindWord(string kind) => $"'/{string.Concat(Words.Of(kind))}'";

    /// <summary>The text form of a tsvector: title words weigh A, the subtitle's B, the body's D; kind and organisation begin with a slash, which no word has.</summary>
    private static string Vector(SearchDocument document, bool titleOnly)
    {
        var vector = new StringBuilder($"{KindWord(document.Kind)} {OrganisationWord(document.OrganisationId ?? 0)}");
        if (document.Audience == SearchAudience.Everyone)
            vector.Append(" '/everyone'");
        if (document.PersonId is { } person)
            vector.Append($" '/person{person}'");
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
}
