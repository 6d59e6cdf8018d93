using System.Data.Common;
using System.Runtime.CompilerServices;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Fettle.Server.Platform.Search;

/// <summary>
/// FTS5. <c>search_documents</c> holds what is shown, who may see it, and its words; <c>search_words</c> (contentless) the index of these, in which the kind,
/// the organisation and the audience are words of their own, so that whoever may see little does not walk everybody's matches; <c>search_titles</c> trigrams.
/// Every query ends after a bounded number of rows; bm25() would not, since it counts every occurrence of every word first.
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
        INSERT INTO search_documents (kind, id, part, organisation_id, audience, person_id, title, subtitle, words)
            VALUES ($kind, $id, $part, $organisation, $audience, $person, $title, $subtitle, $words);
        INSERT INTO search_words (rowid, scope, title, subtitle, body)
            SELECT row, $scope, $titleWords, $subtitleWords, $bodyWords FROM search_documents WHERE kind = $kind AND id = $id AND part = $part;
        INSERT INTO search_titles (rowid, scope, title) SELECT row, '<' || $kind || '>', $titleWords FROM search_documents WHERE kind = $kind AND id = $id AND part = $part AND $part = 0;
        UPDATE search_documents SET title = $title, subtitle = $subtitle WHERE $part = 0 AND kind = $kind AND id = $id AND part <> 0;
        """;

    public Task PutAsync(IReadOnlyCollection<SearchDocument> documents, CancellationToken cancel) => db.InTransactionAsync(
        async () =>
        {
            await using var command = Command(Put);
            foreach (var document in documents.Select(SearchText.Storable))
            {
                command.Parameters.Clear();
                var (title, subtitle, body) = (
                    Words.Joined(document.Title, SearchText.LongestTitle), Words.Joined(document.Subtitle, SearchText.LongestTitle), Words.Joined(document.Body, SearchText.LongestBody));
                Add(command, ("$kind", document.Kind), ("$id", document.Id), ("$part", document.Part), ("$organisation", document.OrganisationId),
                    ("$audience", document.Audience.ToString()), ("$person", document.PersonId), ("$title", document.Title), ("$subtitle", document.Subtitle),
                    ("$scope", ScopeWords(document)), ("$titleWords", title), ("$subtitleWords", subtitle), ("$bodyWords", body),
                    // Each with a blank before it, by which a word's beginning is found.
                    ("$words", string.Concat($"{title} {subtitle} {body}".Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Select(word => $" {word}"))));
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
        var match = words.Length == 0 ? "scope : nothing" : Match("title subtitle body", words, Scope(kind, organisation: null));
        var atLeast = await db.Database.SqlQuery<int>(
            $"SELECT count(*) AS Value FROM (SELECT 1 FROM search_words WHERE search_words MATCH {match} LIMIT {SearchText.Many + 1})").SingleAsync(cancel);
        if (atLeast <= SearchText.Many)
        {
            return new(
                db.Database.SqlQuery<long>($"SELECT d.id AS Value FROM search_words w CROSS JOIN search_documents d ON d.row = w.rowid WHERE search_words MATCH {match}"),
                Many: false);
        }
        var has = string.Concat(words.Select((_, i) => $" AND instr(d.words, {{{i + 1}}}) > 0"));
        return new(
            db.Database.SqlQuery<long>(FormattableStringFactory.Create($"SELECT d.id AS Value FROM search_documents d WHERE d.kind = {{0}}{has}", [kind, .. words.Select(w => $" {w}")])),
            Many: true);
    }

    public async Task<IReadOnlyList<SearchHit>> SimilarAsync(string kind, string typed, CancellationToken cancel)
    {
        if (Similarity.Trigrams(typed) is not { Count: > 0 } trigrams)
            return [];
        // Of letters and digits only, so quoting is safe.
        var match = $"scope : \"<{kind}>\" AND title : ({string.Join(" OR ", trigrams.Select(t => $"\"{t}\""))})";
        var scoped = scope.Everything ? "*" : $",{string.Join(',', scope.Organisations)},";
        var found = await db.Database.SqlQuery<SearchHit>(
            $"""
            SELECT {kind} AS "Kind", d.id AS "Id", d.title AS "Title", d.subtitle AS "Subtitle"
            FROM search_titles CROSS JOIN search_documents d ON d.row = search_titles.rowid
            WHERE search_titles MATCH {match} AND ({scoped} = '*' OR d.organisation_id IS NULL OR instr({scoped}, ',' || d.organisation_id || ',') > 0)
            ORDER BY search_titles.rank LIMIT {Similarity.Candidates}
            """).ToListAsync(cancel);
        return Similarity.Nearest(typed, found);
    }

    /// <summary>The latest with the words in their title; where those are too few the latest with the words anywhere, then titles with the text inside a word.</summary>
    private async Task<IEnumerable<SearchHit>> FindAsync(SearchArea area, string[] words, SearchQuery query, CancellationToken cancel)
    {
        var limit = Math.Clamp(query.Limit, 1, SearchText.MostHits);
        var within = $"{Scope(area.Kind, query.OrganisationId)}{Audience(area, query)}";
        var found = await LatestAsync(Match("title", words, within), inTitle: true, area, query, SearchText.Candidates, cancel);
        if (TooFew())
            found.AddRange(await LatestAsync(Match("title subtitle body", words, within), inTitle: false, area, query, SearchText.Candidates, cancel));
        var hits = SearchText.Ranked(area.Kind, words, found, limit).ToList();

        if (hits.Count < limit && SearchText.Substring(words) is { } text)
        {
            var parts = await PartsOfWordsAsync($"scope : \"<{area.Kind}>\" AND title : \"{text}\"", area, query, limit, cancel);
            hits = [.. hits.Concat(parts.Select(d => new SearchHit(area.Kind, d.Id, d.Title, d.Subtitle))).DistinctBy(h => h.Id).Take(limit)];
        }
        return hits;

        bool TooFew() => found.Select(d => d.Id).Distinct().Take(limit).Count() < limit;
    }

    private async Task<List<FoundDocument>> LatestAsync(string match, bool inTitle, SearchArea area, SearchQuery query, int most, CancellationToken cancel)
    {
        var (scoped, staff) = Lists(area);
        return await db.Database.SqlQuery<FoundDocument>(
            $"""
            SELECT d.id AS "Id", d.title AS "Title", d.subtitle AS "Subtitle", {inTitle} AS "InTitle", d.row AS "Latest"
            FROM search_words CROSS JOIN search_documents d ON d.row = search_words.rowid
            WHERE search_words MATCH {match}
                AND ({scoped} = '*' OR d.organisation_id IS NULL OR instr({scoped}, ',' || d.organisation_id || ',') > 0)
                AND (d.audience = 'Everyone' OR d.person_id = {query.PersonId} OR {staff} = '*' OR instr({staff}, ',' || d.organisation_id || ',') > 0)
            ORDER BY search_words.rowid DESC LIMIT {most}
            """).ToListAsync(cancel);
    }

    private async Task<List<FoundDocument>> PartsOfWordsAsync(string match, SearchArea area, SearchQuery query, int most, CancellationToken cancel)
    {
        var (scoped, staff) = Lists(area);
        return await db.Database.SqlQuery<FoundDocument>(
            $"""
            SELECT d.id AS "Id", d.title AS "Title", d.subtitle AS "Subtitle", 1 AS "InTitle", d.row AS "Latest"
            FROM search_titles CROSS JOIN search_documents d ON d.row = search_titles.rowid
            WHERE search_titles MATCH {match} AND ({query.OrganisationId} IS NULL OR d.organisation_id IS NULL OR d.organisation_id = {query.OrganisationId})
                AND ({scoped} = '*' OR d.organisation_id IS NULL OR instr({scoped}, ',' || d.organisation_id || ',') > 0)
                AND (d.audience = 'Everyone' OR d.person_id = {query.PersonId} OR {staff} = '*' OR instr({staff}, ',' || d.organisation_id || ',') > 0)
            ORDER BY search_titles.rowid DESC LIMIT {most}
            """).ToListAsync(cancel);
    }

    /// <summary>The organisations in scope and those where the caller is staff, with commas around each; <c>*</c> for all.</summary>
    private (string Scoped, string Staff) Lists(SearchArea area) =>
        (scope.Everything ? "*" : $",{string.Join(',', scope.Organisations)},", area.StaffIn is null ? "*" : $",{string.Join(',', area.StaffIn)},");

    private static string Match(string columns, string[] words, string within) =>
        $"scope : ({within}) AND {{{columns}}} : ({string.Join(" AND ", words.Select(w => $"\"{w}\"*"))})";

    private string Scope(string kind, long? organisation) => SearchText.OrganisationsWithin(scope, organisation) is { } some
        ? $"{KindWord(kind)} AND ({string.Join(" OR ", some.Select(OrganisationWord))})"
        : KindWord(kind);

    private static string Audience(SearchArea area, SearchQuery query) => area.StaffIn is not { } staff ? ""
        : $" AND ({string.Join(" OR ", staff.Select(OrganisationWord).Append(Everyones).Concat(query.PersonId is { } person ? [PersonWord(person)] : []))})";

    private const string Everyones = "everyone";

    private static string ScopeWords(SearchDocument document) => string.Join(' ',
        (string[])[
            KindWord(document.Kind), OrganisationWord(document.OrganisationId ?? 0), .. document.Audience == SearchAudience.Everyone ? [Everyones] : (string[])[],
            .. document.PersonId is { } person ? [PersonWord(person)] : (string[])[],
        ]);

    private static string KindWord(string kind) => $"kind{string.Concat(Words.Of(kind))}";

    private static string OrganisationWord(long organisation) => $"organisation{organisation}";

    private static string PersonWord(long person) => $"person{person}";

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
}
