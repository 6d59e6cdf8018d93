using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>Somebody besides the requester who follows a ticket.</summary>
internal sealed class Watcher : IBelongToOrganisation
{
    public long OrganisationId { get; init; }

    public long TicketId { get; init; }

    public long PersonId { get; init; }

    /// <summary>The ticket whose merge made them a watcher; they are one no longer when it is taken back.</summary>
    public long? BroughtById { get; init; }
}

internal sealed class TicketTag : IBelongToOrganisation
{
    public long OrganisationId { get; init; }

    public long TicketId { get; init; }

    /// <summary>Lower case, no spaces around it.</summary>
    public required string Tag { get; init; }
}

internal enum LinkKind
{
    RelatesTo,
    Duplicates,
    CausedBy,
    Blocks,

    /// <summary>The other ticket is the problem behind this one.</summary>
    Problem,
}

/// <summary>Says something about two tickets; read from either end.</summary>
internal sealed class TicketLink : IBelongToOrganisation
{
    public long Id { get; private set; }

    public long OrganisationId { get; init; }

    public long FromId { get; init; }

    public long ToId { get; init; }

    public LinkKind Kind { get; init; }
}

/// <summary>A file on a ticket. Its bytes are a blob, found by their hash.</summary>
internal sealed class Attachment : IBelongToOrganisation
{
    public long Id { get; private set; }

    public long OrganisationId { get; init; }

    public long TicketId { get; init; }

    public long EntryId { get; private set; }

    /// <summary>As the sender called it, without folders and control characters.</summary>
    public required string Name { get; init; }

    public required string Hash { get; init; }

    public long Size { get; init; }
}

/// <summary>The last number given to a ticket; one row, locked while a ticket is opened, so that no number is given twice and none is left out.</summary>
[BelongsToNobody("ticket numbers run through the whole installation")]
[NotJournalled("the ticket that takes the number is")]
internal sealed class TicketNumber
{
    public long Id { get; init; }

    public long Last { get; init; }
}

/// <summary>When somebody last looked at a ticket, to tell what is new to them.</summary>
[NotJournalled("says what was looked at, changes nothing")]
internal sealed class TicketSeen : IBelongToOrganisation
{
    public long OrganisationId { get; init; }

    public long TicketId { get; init; }

    public long PersonId { get; init; }

    public DateTimeOffset At { get; set; }
}

/// <summary>A request that came with an <c>Idempotency-Key</c>, and what it made: sent again, it answers the same and makes nothing.</summary>
[NotJournalled("what the request made is")]
internal sealed class SentOnce : IBelongToOrganisation
{
    public long OrganisationId { get; init; }

    public long PersonId { get; init; }

    public required string Key { get; init; }

    /// <summary>SHA-256 of the request, so that a key used for something else is refused.</summary>
    public required string Request { get; init; }

    /// <summary>The ticket number or entry id that it made.</summary>
    public long Made { get; init; }

    public DateTimeOffset At { get; init; }
}
