using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Promises.Clock;
using Fettle.Server.ServiceDesk.Promises.Escalation;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Promises;

/// <summary>The levels that there are: which of them counts for a ticket, and which of them somebody may see and change.</summary>
internal sealed class InForce(FettleDb db, CurrentPerson me, CompiledCalendars calendars)
{
    private IReadOnlyList<Level>? _levels;

    internal sealed record Level(long Id, string Name, Reach Reach, Terms Terms, IReadOnlyList<EscalationStep> Steps);

    /// <summary>All of them, read once for a request.</summary>
    public async Task<IReadOnlyList<Level>> AllAsync(CancellationToken cancel)
    {
        if (_levels is not null)
            return _levels;
        var rows = await (from l in db.ServiceLevels.AsNoTracking()
                          join c in db.BusinessCalendars on l.CalendarId equals c.Id
                          orderby l.Id
                          select new { Level = l, Calendar = c }).AsNoTracking().ToListAsync(cancel);
        return _levels = rows.ConvertAll(r =>
        {
            var terms = r.Level.Read();
            return new Level(
                r.Level.Id, r.Level.Name, r.Level.Reach, new(calendars.Of(r.Calendar), terms.Goals, terms.PauseForRequester, terms.PauseForOther), terms.Steps);
        });
    }

    /// <summary>After a change of a level or a calendar in the same request.</summary>
    public void Forget() => _levels = null;

    /// <summary>The narrowest level that includes such a ticket; null: nothing is promised.</summary>
    public static Level? For(IReadOnlyList<Level> levels, long organisation, long queue, TicketKind kind) =>
        // A problem or a change has nobody who waits for an answer.
        !kind.IsAskedFor ? null : levels.Where(l => l.Reach.Includes(organisation, queue, kind)).MaxBy(l => l.Reach.Narrowness);

    /// <summary>What is of all organisations, and of those where the caller sees tickets.</summary>
    public bool MaySee(long? organisation) => me.May(Permission.ViewTickets, organisation);

    /// <summary>In that organisation; for what is of all organisations, in all of them.</summary>
    public bool MayManage(long? organisation) =>
        organisation is { } one ? me.May(Permission.ManageServiceDesk, one) : me.MayEverywhere(Permission.ManageServiceDesk);

    /// <summary>Before it is known whose the thing is: who manages no desk learns nothing of it.</summary>
    public void RequireToManageSomewhere() => me.Require(Permission.ManageServiceDesk);

    /// <exception cref="NotFound">The caller may not even see it.</exception>
    /// <exception cref="Forbidden">The caller does not manage the desk there; for what is of all organisations, in all of them.</exception>
    public void RequireToManage(long? organisation, string what)
    {
        me.Require(Permission.ManageServiceDesk);
        if (!MaySee(organisation))
            throw new NotFound(what);
        if (organisation is { } one)
            me.Require(Permission.ManageServiceDesk, one);
        else
            me.RequireEverywhere(Permission.ManageServiceDesk);
    }
}
