using Fettle.Server.People;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.OnCall.Telling;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.OnCall.Alerts;

/// <summary>Carries what was written down to be told. A try is written down before it is made, so one that ends in its middle is made again.</summary>
internal sealed class SendTelling(FettleDb db, IPeople people, IEnumerable<INotify> ways, TimeProvider clock)
{
    private const int MostTries = 8;

    /// <summary>False where nothing is to be sent.</summary>
    public async Task<bool> RunAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (await db.AlertTellings.AsNoTracking().Where(t => t.NextTryAt <= now).OrderBy(t => t.NextTryAt).FirstOrDefaultAsync(cancel) is not { } telling)
            return false;

        // 30 s, 1 min, 2 min … to the next try, should this one not end well.
        var tries = telling.Tries + 1;
        DateTimeOffset? next = tries < MostTries ? now + (TimeSpan.FromSeconds(30) * Math.Pow(2, tries - 1)) : null;
        var mine = await db.AlertTellings.Where(t => t.Id == telling.Id && t.NextTryAt == telling.NextTryAt)
            .ExecuteUpdateAsync(s => s.SetProperty(t => t.Tries, tries).SetProperty(t => t.NextTryAt, next), cancel);
        if (mine == 0)
            return true;

        var alert = await db.Alerts.AsNoTracking().SingleAsync(a => a.Id == telling.AlertId, cancel);
        var failure = alert.AnsweredAt is not null ? "somebody had answered" : await TryAsync(telling, alert, cancel);
        var (sent, over) = (failure is null ? now : (DateTimeOffset?)null, failure is null || alert.AnsweredAt is not null);
        await db.AlertTellings.Where(t => t.Id == telling.Id).ExecuteUpdateAsync(
            s => s.SetProperty(t => t.SentAt, sent).SetProperty(t => t.Failure, failure).SetProperty(t => t.NextTryAt, over ? null : next), cancel);
        return true;
    }

    /// <summary>Null where it worked.</summary>
    private async Task<string?> TryAsync(AlertTelling telling, Alert alert, CancellationToken cancel)
    {
        var rotation = alert.RotationId is { } id ? await db.Rotations.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancel) : null;
        var who = (await people.NamesAsync([telling.PersonId], cancel)).GetValueOrDefault(telling.PersonId);
        var notice = TellNext.NoticeOf(alert, rotation, telling.PersonId, who, telling.Id);
        if (ways.FirstOrDefault(w => w.Channel == telling.Channel && w.Reaches(notice)) is not { } way)
            return "there is no such way to this person any more";
        try
        {
            await way.SendAsync(notice, cancel);
            return null;
        }
        catch (CannotNotify e)
        {
            return e.Message;
        }
    }
}
