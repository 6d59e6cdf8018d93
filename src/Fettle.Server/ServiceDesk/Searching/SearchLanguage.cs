using Fettle.Server.Platform.Search;

namespace Fettle.Server.ServiceDesk.Searching;

/// <summary>
/// Reads what is written into the queue's search box: <c>status:open requester:anna "blue screen" age&gt;3d -tag:vip</c>. Whatever is written, something
/// is read; what cannot be meant is told with its column and what to write instead. A word with a colon that is no key of ours is a word: people paste error codes.
/// </summary>
internal static class SearchLanguage
{
    private const int MostClauses = 40;

    private static readonly Dictionary<string, Func<SearchToken, DateTimeOffset, SearchClause>> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        ["status"] = (t, _) => new SearchClause.StatusIs(t.Column, t.Negated, [.. t.Values.SelectMany(SearchWords.Status).Distinct()]),
        ["kind"] = (t, _) => new SearchClause.KindIs(t.Column, t.Negated, [.. t.Values.Select(SearchWords.Kind)]),
        ["priority"] = (t, _) => new SearchClause.PriorityIs(t.Column, t.Negated, SearchWords.Priorities(t)),
        ["number"] = (t, _) => new SearchClause.NumberIs(t.Column, t.Negated, [.. t.Values.Select(SearchWords.Number)]),
        ["requester"] = Named(NamedThing.Requester),
        ["assignee"] = Named(NamedThing.Assignee),
        ["device"] = Named(NamedThing.Device),
        ["queue"] = Named(NamedThing.Queue),
        ["tag"] = Named(NamedThing.Tag),
        ["category"] = Named(NamedThing.Category),
        ["organisation"] = Named(NamedThing.Organisation),
        ["age"] = (t, now) => SearchDates.Age(t, Moment.Created, now),
        ["quiet"] = (t, now) => SearchDates.Age(t, Moment.Updated, now),
        ["instatus"] = (t, now) => SearchDates.Age(t, Moment.InStatus, now),
        ["created"] = (t, now) => SearchDates.Day(t, Moment.Created, now),
        ["updated"] = (t, now) => SearchDates.Day(t, Moment.Updated, now),
        ["solved"] = (t, now) => SearchDates.Day(t, Moment.Solved, now),
    };

    /// <summary>The keys that can be compared by more and less.</summary>
    private static readonly HashSet<string> Ordered = new(["priority", "age", "quiet", "instatus", "created", "updated", "solved"], StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> AllKeys => Keys.Keys.Order(StringComparer.Ordinal);

    /// <summary>How a field's name stands before a colon: <c>Asset tag</c> is <c>assettag:</c>, or <c>asset-tag:</c>.</summary>
    public static string KeyOf(string name) => string.Concat(name.ToLowerInvariant().Where(char.IsLetterOrDigit));

    /// <param name="fields">The keys of the desk's own fields; null: none.</param>
    /// <param name="now">What ages and days are counted from; days are those of UTC.</param>
    public static ParsedSearch Parse(string? text, DateTimeOffset now, IReadOnlySet<string>? fields = null)
    {
        var (clauses, errors) = (new List<SearchClause>(), new List<SearchError>());
        foreach (var token in SearchToken.Of(text ?? ""))
        {
            if (token.Open is { } open)
                errors.Add(new(open, "The quotation mark that begins here is not closed: add another at the end.", Tolerable: true));
            try
            {
                if (Read(token, now, fields) is { } clause)
                    clauses.Add(clause);
            }
            catch (Unclear e)
            {
                errors.Add(e.Error);
            }
        }
        if (clauses.Count > MostClauses)
            errors.Add(new(clauses[MostClauses].Column, $"There are more than {MostClauses} conditions: take some away."));
        return new(clauses, errors);
    }

    private static SearchClause? Read(SearchToken token, DateTimeOffset now, IReadOnlySet<string>? fields)
    {
        if (token.Key.Length == 0)
            return Text(token);
        if (!Keys.TryGetValue(token.Key, out var read))
        {
            if (fields?.Contains(KeyOf(token.Key)) == true)
                return token.Values.Count > 0
                    ? new SearchClause.FieldIs(token.Column, token.Negated, KeyOf(token.Key), token.Relation, [.. token.Values.Select(v => v.Text)])
                    : throw new Unclear(token.Column, $"Nothing stands after {token.Key}{token.Relation}: write a value right behind it, without a space.");
            if (Near(token.Key) is { } meant)
                throw new Unclear(token.Column, $"There is no \"{token.Key}\": write {meant}{token.Relation}… if that is meant.");
            return new SearchClause.Words(token.Column, token.Negated, token.Raw.TrimStart('-'));
        }
        if (token.Values.Count == 0)
            throw new Unclear(token.Column, $"Nothing stands after {token.Key}{token.Relation}: write a value right behind it, without a space.");
        if (token.Relation is not (":" or "=") && !Ordered.Contains(token.Key))
            throw new Unclear(token.Column, $"There is no more and less of {token.Key.ToLowerInvariant()}: write {token.Key.ToLowerInvariant()}:{token.Values[0].Text}.");
        return read(token, now);
    }

    private static SearchClause? Text(SearchToken token) => token switch
    {
        { Values: [] } => null,
        { Quoted: true, Open: null } when token.Values[0].Text.Contains(' ', StringComparison.Ordinal) => new SearchClause.Phrase(token.Column, token.Negated, token.Values[0].Text),
        _ => new SearchClause.Words(token.Column, token.Negated, token.Values[0].Text),
    };

    private static Func<SearchToken, DateTimeOffset, SearchClause> Named(NamedThing what) =>
        (t, _) => new SearchClause.Named(t.Column, t.Negated, what, [.. t.Values.Select(v => v.Text)]);

    /// <summary>A key that was most likely meant: one letter more, less, other, or two changed about.</summary>
    private static string? Near(string written) => Keys.Keys.FirstOrDefault(key => key.Length > 3 && EditDistance.Of(written.ToLowerInvariant(), key) <= (key.Length > 5 ? 2 : 1));

    /// <summary>Ends the reading of one token; never leaves <see cref="Parse"/>.</summary>
    internal sealed class Unclear(int column, string what) : Exception(what)
    {
        public SearchError Error { get; } = new(column, what);
    }
}
