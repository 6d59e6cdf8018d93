using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Search;
using Fettle.Server.ServiceDesk.Searching;

namespace Fettle.Server.ServiceDesk.Rules.Matching;

/// <summary>
/// A rule's conditions over one ticket that is at hand: the language of the search box, answered in memory, so that a change with many rules asks the
/// database nothing for each of them. Over all tickets the same is answered by <see cref="SearchTickets"/>.
/// </summary>
internal sealed class Conditions
{
    private readonly MatchMode _match;
    private readonly IReadOnlyList<IReadOnlyList<SearchClause>> _read;

    private Conditions(MatchMode match, IReadOnlyList<IReadOnlyList<SearchClause>> read) => (_match, _read) = (match, read);

    /// <param name="now">What ages are counted from.</param>
    public static Conditions Of(RuleDraft rule, DateTimeOffset now) => new(rule.Match, [.. rule.Conditions.Select(c => SearchLanguage.Parse(c, now).Clauses)]);

    /// <exception cref="Invalid">One of them cannot be meant, or asks for <c>me</c>, which no rule is.</exception>
    public static void Check(IReadOnlyList<string> conditions, DateTimeOffset now)
    {
        foreach (var (condition, index) in conditions.Select((c, i) => (c, i)))
        {
            var parsed = SearchLanguage.Parse(condition, now);
            if (parsed.Errors is [var error, ..])
                throw new Invalid($"conditions[{index}]", $"cannot be read at column {error.Column}. {error.What.TrimEnd('.')}");
            if (parsed.Clauses.Count == 0)
                throw new Invalid($"conditions[{index}]", "is empty");
            if (parsed.Clauses.OfType<SearchClause.Named>().Any(n => n.What is NamedThing.Assignee or NamedThing.Requester && n.Any.Any(v => Same(v, "me"))))
                throw new Invalid($"conditions[{index}]", "asks for \"me\": a rule is nobody. Write a name");
        }
    }

    public bool Hold(TicketFacts ticket) =>
        _read.Count == 0 || (_match == MatchMode.All ? _read.All(c => c.All(clause => Holds(clause, ticket))) : _read.Any(c => c.All(clause => Holds(clause, ticket))));

    /// <summary>They ask for words; else nobody's texts have to be read.</summary>
    public bool AskForWords => _read.Any(c => c.Any(clause => clause is SearchClause.Words or SearchClause.Phrase));

    public bool AskForStatusAge => _read.Any(c => c.Any(clause => clause is SearchClause.During { When: Moment.InStatus }));

    private static bool Holds(SearchClause clause, TicketFacts t) => clause.Negated != clause switch
    {
        SearchClause.StatusIs c => c.Any.Contains(t.Status),
        SearchClause.KindIs c => c.Any.Contains(t.Kind),
        SearchClause.PriorityIs c => c.Any.Contains(t.Priority),
        SearchClause.NumberIs c => c.Any.Contains(t.Number),
        SearchClause.Words c => HasWords($"{t.Subject}\n{t.Text}", c.Text),
        SearchClause.Phrase c => t.Subject.Contains(c.Text, StringComparison.OrdinalIgnoreCase) || t.Text.Contains(c.Text, StringComparison.OrdinalIgnoreCase),
        SearchClause.During c => WhenOf(c.When, t) is { } at && (c.From is not { } from || at >= from) && (c.Until is not { } until || at < until),
        SearchClause.Named c => c.Any.Any(value => IsNamed(c.What, value, t)),
        _ => true,
    };

    private static DateTimeOffset? WhenOf(Moment moment, TicketFacts t) => moment switch
    {
        Moment.Created => t.CreatedAt,
        Moment.Updated => t.UpdatedAt,
        Moment.InStatus => t.InStatusSince,
        _ => t.SolvedAt,
    };

    private static bool IsNamed(NamedThing what, string value, TicketFacts t) => what switch
    {
        NamedThing.Tag => t.Tags.Contains(value.ToLowerInvariant()),
        NamedThing.Queue => Has(t.Queue, value),
        NamedThing.Category => t.Category.Any(c => Has(c, value)),
        NamedThing.Organisation => Has(t.Organisation, value),
        NamedThing.Device => IsCalled(t.Device, value),
        NamedThing.Assignee => IsCalled(t.Assignee, value),
        // An address, or the domain of one.
        _ when value.Contains('@', StringComparison.Ordinal) => t.RequesterAddress?.EndsWith(value, StringComparison.OrdinalIgnoreCase) == true,
        _ => IsCalled(t.Requester, value),
    };

    private static bool IsCalled(string? name, string written) => Same(written, "none") ? name is null : name is not null && HasWords(name, written);

    private static bool HasWords(string text, string written)
    {
        var words = Words.Of(text).ToHashSet(StringComparer.Ordinal);
        var asked = SearchText.WordsToFind(written);
        return asked.Length > 0 && asked.All(a => words.Contains(a) || words.Any(w => w.StartsWith(a, StringComparison.Ordinal)));
    }

    private static bool Has(string? name, string written) => name?.Contains(written, StringComparison.OrdinalIgnoreCase) == true;

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
