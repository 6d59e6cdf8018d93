using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.MajorIncidents;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Announcements;

/// <summary>What the portal shows somebody before they write: announcements for their organisation, and the notes of major incidents that last.</summary>
internal sealed class ListNotices(FettleDb db, CurrentPerson me, IPeople people, TimeProvider clock) : IUseCase
{
    /// <param name="Key">Sent back to put it away; another one when it is said anew.</param>
    /// <param name="Until">When it ends; null where nobody knows.</param>
    public sealed record Notice(string Key, AnnouncementKind Kind, AnnouncementSeverity Severity, string Title, string? Html, DateTimeOffset From, DateTimeOffset? Until);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/portal/notices", (ListNotices useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller has no portal.</exception>
    public async Task<IReadOnlyList<Notice>> RunAsync(CancellationToken cancel)
    {
        var notices = await AllAsync(cancel);
        var keys = notices.ConvertAll(n => n.Key);
        var away = await db.DismissedNotices.Where(d => d.PersonId == me.Id && keys.Contains(d.Key)).Select(d => d.Key).ToListAsync(cancel);
        return [.. notices.Where(n => !away.Contains(n.Key)).OrderByDescending(n => n.Severity).ThenByDescending(n => n.From)];
    }

    /// <summary>Those that were put away, too.</summary>
    public async Task<List<Notice>> AllAsync(CancellationToken cancel)
    {
        me.Require(Permission.UsePortal);
        var organisation = (await people.NamesAsync([me.Id], cancel)).GetValueOrDefault(me.Id)?.OrganisationId ?? throw new NotFound("Your organisation");
        var now = clock.GetUtcNow();
        var announced = await db.Announcements.AsNoTracking().Where(a => a.From <= now && a.Until > now).ToListAsync(cancel);
        var majors = await (from m in db.MajorIncidents
                            where m.OrganisationId == organisation && m.EndedAt == null && m.PublicNote != null
                            join t in db.Tickets on m.TicketId equals t.Id
                            select new { t.Number, m.PublicNote, m.NoteAt, m.StartedAt }).ToListAsync(cancel);
        return
        [
            .. majors.Select(m => new Notice(
                $"major:{m.Number}:{m.NoteAt?.UtcTicks}", AnnouncementKind.Outage, AnnouncementSeverity.Critical, "", SafeMarkdown.ToHtml(m.PublicNote!), m.StartedAt, Until: null)),
            .. announced.Where(a => a.IsFor(organisation)).Select(a => new Notice(
                $"announcement:{a.Id}:{a.Edition}", a.Kind, a.Severity, a.Title, a.Text is null ? null : SafeMarkdown.ToHtml(a.Text), a.From, a.Until)),
        ];
    }
}
