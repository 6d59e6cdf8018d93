using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Searching;

/// <summary>One condition of a search, as it was read; all of them have to hold.</summary>
/// <param name="Column">Where it stands in what was written, from 1.</param>
/// <param name="Negated">It must not hold.</param>
internal abstract record SearchClause(int Column, bool Negated)
{
    /// <summary>Words and beginnings of words, anywhere on the ticket.</summary>
    public sealed record Words(int Column, bool Negated, string Text) : SearchClause(Column, Negated);

    /// <summary>Words one after another, in the subject or in what somebody wrote.</summary>
    public sealed record Phrase(int Column, bool Negated, string Text) : SearchClause(Column, Negated);

    public sealed record StatusIs(int Column, bool Negated, IReadOnlyList<TicketStatus> Any) : SearchClause(Column, Negated);

    public sealed record KindIs(int Column, bool Negated, IReadOnlyList<TicketKind> Any) : SearchClause(Column, Negated);

    public sealed record PriorityIs(int Column, bool Negated, IReadOnlyList<Priority> Any) : SearchClause(Column, Negated);

    public sealed record NumberIs(int Column, bool Negated, IReadOnlyList<long> Any) : SearchClause(Column, Negated);

    /// <summary>Something that has a name: who reported it, which queue …</summary>
    public sealed record Named(int Column, bool Negated, NamedThing What, IReadOnlyList<string> Any) : SearchClause(Column, Negated);

    /// <summary>What is in a field of the desk's own; <c>none</c> is nothing.</summary>
    /// <param name="Field">Its name as a key (<see cref="SearchLanguage.KeyOf"/>).</param>
    /// <param name="Relation">More and less, of dates.</param>
    public sealed record FieldIs(int Column, bool Negated, string Field, string Relation, IReadOnlyList<string> Any) : SearchClause(Column, Negated);

    /// <summary>When something happened: not before <paramref name="From"/>, and before <paramref name="Until"/>.</summary>
    public sealed record During(int Column, bool Negated, Moment When, DateTimeOffset? From, DateTimeOffset? Until) : SearchClause(Column, Negated);
}

internal enum NamedThing
{
    Requester,
    Assignee,
    Device,
    Queue,
    Tag,
    Category,
    Organisation,
}

internal enum Moment
{
    Created,
    Updated,
    Solved,

    /// <summary>When it came into the status that it has.</summary>
    InStatus,
}

/// <param name="Column">Where it went wrong, from 1.</param>
/// <param name="What">What is wrong and what to do, a sentence.</param>
/// <param name="Tolerable">It is told while somebody types, and searched for all the same.</param>
internal sealed record SearchError(int Column, string What, bool Tolerable = false);

internal sealed record ParsedSearch(IReadOnlyList<SearchClause> Clauses, IReadOnlyList<SearchError> Errors);
