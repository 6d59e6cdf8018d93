using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.Platform.Journal;

/// <summary>One change of state. Never altered, never deleted; each carries the hash of the one before it.</summary>
[BelongsToNobody("the chain runs through the whole installation; reading it is limited by its OrganisationId column in the use case")]
public sealed class JournalEntry
{
    public long Id { get; init; }

    public DateTimeOffset At { get; init; }

    public ActorKind ActorKind { get; init; }

    public long? ActorId { get; init; }

    public required string ActorName { get; init; }

    public string? From { get; init; }

    public long? OrganisationId { get; init; }

    /// <summary>The use case or event: <c>AssignTicket</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What was changed: <c>Ticket</c>.</summary>
    public required string Subject { get; init; }

    public long? SubjectId { get; init; }

    /// <summary>The changed fields before, as a JSON object; null where the subject is new.</summary>
    public string? Before { get; init; }

    /// <summary>The changed fields after, as a JSON object; null where the subject is gone.</summary>
    public string? After { get; init; }

    public string PreviousHash { get; set; } = "";

    public string Hash { get; set; } = "";
}
