namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>
/// What a ticket was in another system. It is written down as it was there, at the times that it had there; nothing happens because of it: nobody is told,
/// and no rule of the life of a ticket asks whether it could have come about here.
/// </summary>
internal sealed partial class Ticket
{
    public sealed record Elsewhere(long Number, long OrganisationId, TicketKind Kind, string Subject, long QueueId, Priority Priority, DateTimeOffset CreatedAt)
    {
        public long? RequesterId { get; init; }

        public long? AssigneeId { get; init; }
    }

    public static Ticket TakeOver(Elsewhere was)
    {
        var (impact, urgency) = LevelsOf(was.Priority);
        return new()
        {
            Number = was.Number,
            OrganisationId = was.OrganisationId,
            Kind = was.Kind,
            Subject = was.Subject,
            Status = TicketStatus.New,
            Impact = impact,
            Urgency = urgency,
            Priority = was.Priority,
            QueueId = was.QueueId,
            RequesterId = was.RequesterId,
            AssigneeId = was.AssigneeId,
            CreatedAt = was.CreatedAt,
        };
    }

    /// <summary>Something that was written there.</summary>
    public TicketEntry TakeOver(EntryKind kind, string? text, bool @public, Author by, DateTimeOffset at, EntryData? data, string once)
    {
        if (@public && by.Kind == AuthorKind.Requester)
            HeardAt = Later(HeardAt, at);
        else if (@public && by.Kind == AuthorKind.Staff && kind == EntryKind.Reply)
            AnsweredAt ??= at;
        return Note(kind, by, at, @public, text, data, once);
    }

    /// <summary>What it had become there. Verified it never is: no device has shown it here.</summary>
    public void TakeOver(TicketStatus status, string subject, long? assignee, DateTimeOffset changedAt, DateTimeOffset? solvedAt, DateTimeOffset? closedAt)
    {
        AssigneeId = assignee;
        Rename(subject, Author.Fettle, changedAt);
        if (Status != status)
            Become(status, Author.Fettle, (status == TicketStatus.Closed ? closedAt : status == TicketStatus.Resolved ? solvedAt : null) ?? changedAt);
        if (!Status.IsActive)
            SolvedAt = solvedAt ?? SolvedAt;
    }

    public void WasPartOf(long parent) => ParentId = parent;

    /// <summary>The instant at which it was last changed there, once everything else is written; what it would have told is not told.</summary>
    public void WasLastChanged(DateTimeOffset at)
    {
        UpdatedAt = at;
        _told.Clear();
    }

    private static (Level Impact, Level Urgency) LevelsOf(Priority priority) => priority switch
    {
        Priority.P1 => (Level.High, Level.High),
        Priority.P2 => (Level.Medium, Level.High),
        Priority.P3 => (Level.Medium, Level.Medium),
        Priority.P4 => (Level.Medium, Level.Low),
        _ => (Level.Low, Level.Low),
    };
}
