using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.ServiceDesk.OnCall;
using Fettle.Server.ServiceDesk.Promises.Clock;
using Fettle.Server.ServiceDesk.Promises.Escalation;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Promises.Levels;

/// <summary>What a service level that somebody sends must be like: whom it is for, whose calendar and rotation it uses, whom it names.</summary>
internal sealed class CheckLevel(FettleDb db, InForce levels, IPeople people)
{
    private const int MostMinutes = 366 * 24 * 60;
    private const int MostSteps = 20;

    /// <param name="self">The level that is changed; null for a new one.</param>
    /// <exception cref="NotFound">The organisation is not the caller's to see.</exception>
    /// <exception cref="Conflict">Another level is for exactly these tickets.</exception>
    /// <exception cref="Invalid">A field is none.</exception>
    public async Task<LevelDraft> RunAsync(LevelDraft draft, long? self, CancellationToken cancel)
    {
        levels.RequireToManage(draft.OrganisationId, $"Organisation {draft.OrganisationId}");
        if (draft.Kind is TicketKind.Problem or TicketKind.Change)
            throw new Invalid("kind", "is problem, and nobody waits for the answer to a problem");
        if (draft.QueueId is { } queue && !await db.Queues.AnyAsync(q => q.Id == queue && q.OrganisationId == draft.OrganisationId, cancel))
            throw new Invalid("queueId", "is no queue of this organisation");
        if (!await db.BusinessCalendars.AnyAsync(c => c.Id == draft.CalendarId && (c.OrganisationId == null || c.OrganisationId == draft.OrganisationId), cancel))
            throw new Invalid("calendarId", "is neither a calendar of this organisation nor one of all");
        if (await db.ServiceLevels.Where(l => l.Id != self && l.OrganisationId == draft.OrganisationId && l.QueueId == draft.QueueId && l.Kind == draft.Kind)
                .Select(l => l.Name).FirstOrDefaultAsync(cancel) is { } other)
        {
            throw new Conflict($"The service level “{other}” is for exactly these tickets. Change that one, or narrow this.");
        }
        CheckGoals(draft.Goals);
        await CheckStepsAsync(draft, cancel);
        return draft with { Name = Demand.Text(draft.Name, "name", longest: 80) };
    }

    private static void CheckGoals(IReadOnlyList<Goals> goals)
    {
        foreach (var goal in goals)
        {
            Demand.Known(goal.Priority, "goals.priority");
            if (new[] { goal.FirstAnswer, goal.NextAnswer, goal.Update, goal.Resolution }.Any(m => m is < 1 or > MostMinutes))
                throw new Invalid("goals", "have a target that is not between a minute and a year");
        }
        if (goals.Select(g => g.Priority).Distinct().Count() != goals.Count)
            throw new Invalid("goals", "name a priority twice");
    }

    private async Task CheckStepsAsync(LevelDraft draft, CancellationToken cancel)
    {
        if (draft.Steps.Count > MostSteps)
            throw new Invalid("steps", $"are more than {MostSteps}");
        var named = draft.Steps.SelectMany(s => new[] { s.AssignTo, s.Tell == Told.Person ? s.PersonId : null }).OfType<long>().Distinct().ToList();
        var known = await people.NamesAsync(named, cancel);
        foreach (var step in draft.Steps)
        {
            Demand.Known(step.Tell, "steps.tell");
            if (step.AtPercent is null == step.AfterMinutes is null || step.AtPercent is < 1 or > 100 || step.AfterMinutes is < 1 or > MostMinutes)
                throw new Invalid("steps", "have one that is neither at 1 to 100 percent nor minutes after the breach");
            if (step.Tell == Told.Person && step.PersonId is null)
                throw new Invalid("steps.personId", "is missing");
            if (step.Tell == Told.OnCall && !await RotationServesAsync(step.RotationId, draft.OrganisationId, cancel))
                throw new Invalid("steps.rotationId", "is neither a rotation of this organisation nor one of all");
        }
        if (named.Exists(id => !known.TryGetValue(id, out var person) || !person.Staff))
            throw new Invalid("steps", "name somebody who works no tickets");
    }

    private Task<bool> RotationServesAsync(long? rotation, long? organisation, CancellationToken cancel) =>
        db.Rotations.AnyAsync(r => r.Id == rotation && (r.OrganisationId == null || r.OrganisationId == organisation), cancel);
}
