namespace Fettle.Server.ServiceDesk.Changes;

/// <summary>What can be done to one ticket, to many, or by a macro.</summary>
internal enum ChangeKind
{
    /// <summary>Value: a status.</summary>
    Status,

    /// <summary>Value: a technician's id, <c>me</c> or <c>none</c>.</summary>
    Assignee,

    /// <summary>Value: a queue's id.</summary>
    Queue,

    /// <summary>Value: a tag to add.</summary>
    Tag,

    /// <summary>Value: a tag to take away.</summary>
    Untag,

    /// <summary>Value: a category's id, or <c>none</c>.</summary>
    Category,

    /// <summary>Value: impact and urgency, <c>high,low</c>.</summary>
    Priority,
}

/// <param name="Value">As <see cref="ChangeKind"/> says.</param>
internal sealed record TicketChange(ChangeKind Kind, string Value);
