using Fettle.Server.ServiceDesk.Promises.Clock;
using Fettle.Server.ServiceDesk.Promises.Escalation;
using Fettle.Server.ServiceDesk.Promises.Recomputing;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Promises.Levels;

/// <summary>A service level as it is written.</summary>
/// <param name="OrganisationId">Null: for all organisations.</param>
/// <param name="QueueId">Null: for all queues; a queue's organisation is the level's.</param>
/// <param name="Kind">Null: for incidents and requests.</param>
/// <param name="Goals">For each priority that something is promised for; minutes of the calendar's working time.</param>
internal sealed record LevelDraft(
    string Name, long? OrganisationId, long? QueueId, TicketKind? Kind, long CalendarId, IReadOnlyList<Goals> Goals, bool PauseForRequester, bool PauseForOther,
    IReadOnlyList<EscalationStep> Steps);

/// <param name="MayChange">Whether the caller manages the desk there.</param>
/// <param name="Recomputation">What the change set going; null when it was only read.</param>
internal sealed record LevelView(long Id, LevelDraft Level, bool MayChange, RecomputationStarted? Recomputation = null)
{
    public static LevelView Of(ServiceLevel level, bool mayChange, RecomputationStarted? recomputation = null)
    {
        var terms = level.Read();
        return new(
            level.Id,
            new(
                level.Name, level.OrganisationId, level.QueueId, level.Kind, level.CalendarId, terms.Goals, terms.PauseForRequester, terms.PauseForOther, terms.Steps),
            mayChange,
            recomputation);
    }
}
