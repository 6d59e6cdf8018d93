using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.ServiceDesk.MovingIn;

internal enum ImportedKind
{
    Organisation,
    Person,
    Ticket,
}

/// <summary>What became of a thing of another system, so that it becomes it once however often it is handed over.</summary>
[NotJournalled("what the thing became is")]
internal sealed class ImportedItem : IBelongToOrganisation
{
    public long Id { get; private set; }

    /// <summary>The run's.</summary>
    public long OrganisationId { get; init; }

    public required string Prefix { get; init; }

    public ImportedKind Kind { get; init; }

    /// <summary>The other system's.</summary>
    public required string ExternalId { get; init; }

    /// <summary>What it is here: the id of an organisation, a person or a ticket.</summary>
    public long LocalId { get; init; }

    /// <summary>What it was like there.</summary>
    public required string Stamp { get; set; }

    /// <summary>The version of the ticket when it was taken over: another one means that people have gone on with it here.</summary>
    public long Version { get; set; }
}

/// <summary>A link to a ticket that has not been handed over yet.</summary>
[NotJournalled("the link that it becomes is")]
internal sealed class ImportedLinkEnd : IBelongToOrganisation
{
    public long Id { get; private set; }

    public long OrganisationId { get; init; }

    public required string Prefix { get; init; }

    public long TicketId { get; init; }

    public Model.ImportedLinkKind Kind { get; init; }

    public required string OtherExternalId { get; init; }
}

/// <summary>A line of a run's report: what was not taken over, and why.</summary>
[NotJournalled("the report of a run that is")]
internal sealed class ImportRefusal : IBelongToOrganisation
{
    /// <summary>A file that is wrong throughout says so often enough by then.</summary>
    public const int MostOfARun = 10_000;

    public long Id { get; private set; }

    public long OrganisationId { get; init; }

    public long RunId { get; init; }

    public long? Row { get; init; }

    public string? Column { get; init; }

    /// <summary>What the other system calls it: <c>ticket 4711</c>.</summary>
    public required string What { get; init; }

    public required string Reason { get; init; }
}
