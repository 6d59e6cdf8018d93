using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.MovingIn.Model;

/// <summary>One thing that another system hands over, or that cannot be taken from it.</summary>
/// <param name="Id">What the other system calls it; the same each time it is handed over.</param>
internal abstract record Imported(string Id);

/// <summary>A customer of a service provider.</summary>
internal sealed record ImportedOrganisation(string Id, string Name) : Imported(Id);

/// <param name="OrganisationId">The other system's.</param>
internal sealed record ImportedPerson(string Id, string Name, string? Email, string? Phone = null, string? OrganisationId = null) : Imported(Id);

/// <summary>Something of the other system that is not taken over, and why.</summary>
/// <param name="Column">Of a table: the heading; else null.</param>
internal sealed record ImportRefused(string Id, string? Column, string Reason) : Imported(Id);

/// <summary>A ticket as the other system has it.</summary>
/// <param name="Number">As people there know it, without the prefix.</param>
/// <param name="Stamp">Another one after every change there; one that is the same as last time is not looked into.</param>
internal sealed record ImportedTicket(string Id, string Number, string Subject, DateTimeOffset CreatedAt, string Stamp) : Imported(Id)
{
    public TicketKind Kind { get; init; } = TicketKind.Incident;

    public TicketStatus Status { get; init; } = TicketStatus.Open;

    /// <summary>What it is called there, for the line that says where the ticket comes from.</summary>
    public string? StatusThere { get; init; }

    public Priority Priority { get; init; } = Priority.P3;

    public string? Queue { get; init; }

    public SomebodyThere? Requester { get; init; }

    public SomebodyThere? Assignee { get; init; }

    public string? OrganisationId { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyList<ImportedLink> Links { get; init; } = [];

    public DateTimeOffset? UpdatedAt { get; init; }

    public DateTimeOffset? SolvedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Fetches the conversation with tags and links, oldest first; only of tickets that are new or changed.</summary>
    public required Func<CancellationToken, Task<ImportedConversation>> ReadAsync { get; init; }
}

/// <param name="Tags">Beside those of the ticket itself.</param>
/// <param name="Links">Beside those of the ticket itself.</param>
internal sealed record ImportedConversation(IReadOnlyList<ImportedMessage> Messages, IReadOnlyList<string> Tags, IReadOnlyList<ImportedLink> Links);

/// <param name="Text">Markdown.</param>
/// <param name="Public">The requester may read it.</param>
/// <param name="Staff">Its author spoke for the desk.</param>
internal sealed record ImportedMessage(string Id, DateTimeOffset At, string Text, bool Public, bool Staff, SomebodyThere? Author)
{
    public IReadOnlyList<ImportedFile> Files { get; init; } = [];
}

/// <param name="OpenAsync">Null: the other system no longer has it.</param>
internal sealed record ImportedFile(string Id, string Name, Func<CancellationToken, Task<Stream?>> OpenAsync);

/// <summary>Somebody, by the other system's id where that was handed over before, else by name and address.</summary>
internal sealed record SomebodyThere(string? Id, string? Name = null, string? Email = null)
{
    public override string ToString() => (Name, Email) switch
    {
        (not null, not null) => $"{Name} <{Email}>",
        _ => Name ?? Email ?? $"Person {Id}",
    };
}

internal enum ImportedLinkKind
{
    RelatesTo,
    Duplicates,
    Blocks,

    /// <summary>The other one is the larger ticket that this one is a part of.</summary>
    PartOf,
}

/// <param name="OtherId">The other system's id of the other ticket.</param>
internal sealed record ImportedLink(ImportedLinkKind Kind, string OtherId);

/// <param name="What">What is handed over.</param>
/// <param name="Cursor">Reading that begins again from here leaves nothing out; some may come twice.</param>
/// <param name="Row">Of a table: its row, the headings being the first.</param>
internal sealed record ImportStep(Imported What, string Cursor, long? Row = null);
