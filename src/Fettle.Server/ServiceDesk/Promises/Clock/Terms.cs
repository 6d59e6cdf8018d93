using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Promises.Clock;

/// <summary>What can be promised about a ticket.</summary>
internal enum TargetKind
{
    /// <summary>From the report to the desk's first public answer.</summary>
    FirstAnswer,

    /// <summary>From a requester's word to the desk's next public answer, after the first.</summary>
    NextAnswer,

    /// <summary>Between two public answers, as long as the ticket is not solved.</summary>
    Update,

    /// <summary>From the report to the solution; a ticket that is opened again goes on where it was.</summary>
    Resolution,
}

/// <summary>Targets of one priority, in minutes of working time; null: nothing is promised.</summary>
internal sealed record Goals(Priority Priority, int? FirstAnswer, int? NextAnswer, int? Update, int? Resolution)
{
    public TimeSpan? Of(TargetKind kind) => (kind switch
    {
        TargetKind.FirstAnswer => FirstAnswer,
        TargetKind.NextAnswer => NextAnswer,
        TargetKind.Update => Update,
        _ => Resolution,
    }) is { } minutes ? TimeSpan.FromMinutes(minutes) : null;
}

/// <summary>What is promised, and in which hours.</summary>
/// <param name="PauseForRequester">The clocks stand still while the ticket waits for the requester.</param>
/// <param name="PauseForOther">They stand still while it waits for somebody else, such as a vendor.</param>
internal sealed record Terms(BusinessHours Hours, IReadOnlyList<Goals> Goals, bool PauseForRequester, bool PauseForOther)
{
    public TimeSpan? GoalOf(TargetKind kind, Priority priority) => Goals.FirstOrDefault(g => g.Priority == priority)?.Of(kind);

    public bool Runs(TicketStatus status) => status switch
    {
        TicketStatus.WaitingForRequester => !PauseForRequester,
        TicketStatus.WaitingForOther => !PauseForOther,
        _ => status.IsActive,
    };
}
