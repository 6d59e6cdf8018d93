using System.Data.Common;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Fettle.Server.Platform.Search;

/// <summary>
/// FTS5. <c>search_documents</c> holds what is shown and who may see it; <c>search_words</c> (contentless) its words, among them the organisation and
/// the kind as words of their own, so that a small organisation in a large house does not walk everybody's matches; <c>search_titles</c> trigrams.
/// </summary>
internal sealed class SearchIndexOnSqlite(FettleDb db, OrganisationScope scope) : ISearchIndex
{
    private const string Remove =
        """
        DELETE FROM search_words WHERE rowid IN (SELECT row FROM search_documents WHERE kind = $kind AND id = $id AND ($part IS NULL OR part = $part));
        DELETE FROM search_titles WHERE rowid IN (SELECT row FROM search_documents WHERE kind = $kind AND id = $id AND ($part IS NULL OR part = $part));
        DELETE FROM search_documents WHERE kind = $kind AND id = $id AND ($part IS NULL OR part = $part);
        """;

    private const string Put = Remove +
        """
        INSERT INTO search_documents (kind, id, part, organisation_id, audience, person_id, title, subtitle)
            VALUES ($kind, $id, $part, $organisation, $audience, $person, $title, $subtitle);
        INSERT INTO search_words (rowid, scope, title, subtitle, body)
            SELECT row, $scope, $titleWords, $subtitleWords, $bodyWords FROM search_documents WHERE kind = $kind AND id = $id AND part = $part;
        INSERT INTO search_titles (rowid, title) SELECT row, $titleWords FROM search_documents WHERE kind = $kind AND id = $id AND part = $part AND $part = 0;
        UPDATE search_documents SET title = $title, subtitle = $subtitle WHERE $part = 0 AND kind = $kind AND id = $id AND part <> 0;
        """;

    public Task PutAsync(IReadOnlyCollection<SearchDocument> documents, CancellationToken cancel) => db.InTransactionAsync(
        async () =>
        {
            await using var command = Command(Put);
            foreach (var document in documents.Select(SearchText.Storable))
            {
                command.Parameters.Clear();
                Add(command, ("$kind", document.Kind), ("$id", document.Id), ("$part", document.Part), ("$organisation", document.OrganisationId),
                    ("$audience", document.Audience.ToString()), ("$person", document.PersonId), ("$title", document.Title), ("$subtitle", document.Subtitle),
                    ("$scope", $"{KindWord(document.Kind)} {OrganisationWord(document.OrganisationId ?? 0)}"),
                    ("$titleWords", Words.Joined(document.Title, SearchText.LongestTitle)),
                    ("$subtitleWords", Words.Joined(document.Subtitle, SearchText.LongestTitle)),
                    ("$bodyWords", Words.Joined(document.Body, SearchText.LongestBody)));
                await command.ExecuteNonQueryAsync(cancel);
            }
        },
        cancel);

    public Task RemoveAsync(string kind, long id, CancellationToken cancel) => db.InTransactionAsync(
        async () =>
        {
            await using var command = Command(Remove);
            Add(command, ("$kind", kind), ("$id", id), ("$part", null));
            await command.ExecuteNonQueryAsync(cancel);
        },
        cancel);

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
        var match = words.Length == 0 ? "scope : nothing" : Match("title subtitle body", words, kind, organisation: null, any: false);
        return db.Database.SqlQuery<long>(
            $"SELECT d.id AS Value FROM search_words w JOIN search_documents d ON d.row = w.rowid WHERE search_words MATCH {match}");
    }

    /// <summary>The latest with the words in their title, the latest with the words anywhere, ranked together; then titles with the text inside a word.</summary>
    private async Task<IEnumerable<SearchHit>> FindAsync(SearchArea area, string[] words, SearchQuery query, CancellationToken cancel)
    {
        var limit = Math.Clamp(query.Limit, 1, SearchText.MostHits);
        var inTitle = Match("title", words, area.Kind, query.OrganisationId, query.AnyWord);
        var anywhere = Match("title subtitle body", words, area.Kind, query.OrganisationId, query.AnyWord);
        var staff = area.StaffIn is null ? "*" : $",{string.Join(',', area.StaffIn)},";
        // In a sentence the rare word counts, wherever it stands.
        var bonus = query.AnyWord ? 0 : 100;
        var scoped = scope.Everything ? "*" : $",{string.Join(',', scope.Organisations)},";

        var rows = await db.Database.SqlQuery<Row>(
            $"""
            WITH visible AS (
                SELECT * FROM search_documents
                WHERE kind = {area.Kind} AND ({scoped} = '*' OR organisation_id IS NULL OR instr({scoped}, ',' || organisation_id || ',') > 0)
                    AND (audience = 'Everyone' OR person_id = {query.PersonId} OR {staff} = '*' OR instr({staff}, ',' || organisation_id || ',') > 0)),
            titled AS (
                SELECT v.row, v.id, v.title, v.subtitle, bm25(search_words, 0, 8, 3, 1) - {bonus} AS score
                FROM search_words CROSS JOIN visible v ON v.row = search_words.rowid WHERE search_words MATCH {inTitle} ORDER BY search_words.rowid DESC LIMIT {SearchText.Candidates}),
            found AS (
                SELECT v.row, v.id, v.title, v.subtitle, bm25(search_words, 0, 8, 3, 1) AS score
                FROM search_words CROSS JOIN visible v ON v.row = search_words.rowid WHERE search_words MATCH {anywhere} ORDER BY search_words.rowid DESC LIMIT {SearchText.Candidates})
            SELECT id AS "Id", title AS "Title", subtitle AS "Subtitle", min(score) AS "Score", max(row) AS "Latest"
            FROM (SELECT * FROM titled UNION ALL SELECT * FROM found) GROUP BY id ORDER BY min(score), max(row) DESC LIMIT {limit}
            """).ToListAsync(cancel);

        if (!query.AnyWord && rows.Count < limit && SearchText.Substring(words) is { } text)
        {
            var phrase = $"\"{text}\"";
            rows.AddRange(await db.Database.SqlQuery<Row>(
                $"""
                SELECT d.id AS "Id", d.title AS "Title", d.subtitle AS "Subtitle", 0.0 AS "Score", d.row AS "Latest"
                FROM search_titles CROSS JOIN search_documents d ON d.row = search_titles.rowid
                WHERE search_titles.title MATCH {phrase}
                    AND d.kind = {area.Kind} AND ({query.OrganisationId} IS NULL OR d.organisation_id IS NULL OR d.organisation_id = {query.OrganisationId})
                    AND ({scoped} = '*' OR d.organisation_id IS NULL OR instr({scoped}, ',' || d.organisation_id || ',') > 0)
                    AND (d.audience = 'Everyone' OR d.person_id = {query.PersonId} OR {staff} = '*' OR instr({staff}, ',' || d.organisation_id || ',') > 0)
                ORDER BY search_titles.rowid DESC LIMIT {limit}
                """).ToListAsync(cancel));
        }
        return rows.DistinctBy(r => r.Id).Take(limit).Select(r => new SearchHit(area.Kind, r.Id, r.Title, r.Subtitle, -r.Score));
    }

    private string Match(string columns, string[] words, string kind, long? organisation, bool any)
    {
        var within = SearchText.OrganisationsWithin(scope, organisation) is { } some ? $" AND ({string.Join(" OR ", some.Select(OrganisationWord))})" : "";
        var prefixes = string.Join(any ? " OR " : " AND ", words.Select(w => $"\"{w}\"*"));
        return $"scope : ({KindWord(kind)}{within}) AND {{{columns}}} : ({prefixes})";
    }

    private static string KindWord(string kind) => $"kind{string.Concat(Words.Of(kind))}";

    private static string OrganisationWord(long organisation) => $"organisation{organisation}";

    private DbCommand Command(string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        (command.CommandText, command.Transaction) = (sql, db.Database.CurrentTransaction!.GetDbTransaction());
        return command;
    }

    private static void Add(DbCommand command, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }
    }

    private sealed record Row(long Id, string Title, string? Subtitle, double Score, long Latest);
}
