using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Announcements;

/// <summary>The announcements for organisations where the caller sees tickets, the latest first.</summary>
internal sealed class ListAnnouncements(FettleDb db, CurrentPerson me, TimeProvider clock) : IUseCase
{
    private const int Most = 200;

    /// <param name="Organisations">Whom it is for; empty: everybody.</param>
    /// <param name="Shown">It is shown now.</param>
    /// <param name="MayChange">The caller manages the desks of all whom it is for.</param>
    public sealed record Item(
        long Id, AnnouncementKind Kind, AnnouncementSeverity Severity, string Title, string? Text, string? Html, IReadOnlyList<long> Organisations, DateTimeOffset From, DateTimeOffset Until,
        bool Shown, bool MayChange);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/announcements", (ListAnnouncements useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<IReadOnlyList<Item>> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var all = await db.Announcements.AsNoTracking().OrderByDescending(a => a.Until).ThenByDescending(a => a.Id).Take(Most).ToListAsync(cancel);
        return [.. all.Where(MaySee).Select(Of)];
    }

    public Item Of(Announcement a)
    {
        var now = clock.GetUtcNow();
        return new(
            a.Id, a.Kind, a.Severity, a.Title, a.Text, a.Text is null ? null : SafeMarkdown.ToHtml(a.Text), [.. a.Organisations.Where(o => me.May(Permission.ViewTickets, o))], a.From, a.Until,
            a.From <= now && now < a.Until, MayManage(a.Organisations));
    }

    public bool MaySee(Announcement a) => a.Organisations.Count == 0 || a.Organisations.Any(o => me.May(Permission.ViewTickets, o));

    /// <summary>In all of them; for what is for everybody, everywhere.</summary>
    public bool MayManage(IReadOnlyCollection<long> organisations) =>
        organisations.Count == 0 ? me.MayEverywhere(Permission.ManageServiceDesk) : organisations.All(o => me.May(Permission.ManageServiceDesk, o));
}
