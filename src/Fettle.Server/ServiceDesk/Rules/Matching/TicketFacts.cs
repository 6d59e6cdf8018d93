using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Rules.Matching;

/// <summary>What conditions ask of a ticket, with names instead of ids: as it is now, or as it was (<see cref="DryRun.Rewind"/>).</summary>
/// <param name="Category">Of the topmost category down to its own, by name.</param>
/// <param name="InStatusSince">When it came into its status; null where nothing asks for it.</param>
/// <param name="Text">What words are looked for in besides the subject.</param>
internal sealed record TicketFacts(
    long Number, TicketKind Kind, string Subject, TicketStatus Status, Priority Priority, string Organisation, string? Queue, IReadOnlyList<string> Category,
    IReadOnlyCollection<string> Tags, string? Requester, string? RequesterAddress, string? Assignee, string? Device, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt,
    DateTimeOffset? SolvedAt, DateTimeOffset? InStatusSince, string Text);
