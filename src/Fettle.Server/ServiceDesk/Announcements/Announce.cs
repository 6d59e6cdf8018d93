using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Announcements;

/// <summary>Tells requesters something before they write: a maintenance, an outage, news.</summary>
internal sealed class Announce(FettleDb db, CurrentPerson me, ListAnnouncements announcements, TimeProvider clock) : IUseCase
{
    private const int MostOrganisations = 500;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <param name="Text">Markdown, in plain words.</param>
    /// <param name="Organisations">Whom it is for; none: everybody, which needs the right everywhere.</param>
    /// <param name="From">Left out: from now on.</param>
    public sealed record Request(
        AnnouncementKind Kind, AnnouncementSeverity Severity, string Title, string? Text, IReadOnlyList<long>? Organisations, DateTimeOffset? From, DateTimeOffset Until);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/announcements", (Request request, Announce useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="NotFound">One of the organisations is none where the caller sees tickets.</exception>
    /// <exception cref="Forbidden">The caller does not manage the desk of each of them.</exception>
    /// <exception cref="Invalid">It ends before it begins, lasts longer than a year, or a text is missing or too long.</exception>
    public async Task<ListAnnouncements.Item> RunAsync(Request request, CancellationToken cancel)
    {
        me.Require(Permission.ManageServiceDesk);
        var announcement = new Announcement();
        Set(announcement, request);
        db.Add(announcement);
        await db.SaveChangesAsync(cancel);
        return announcements.Of(announcement);
    }

    /// <summary>What is checked of one that is changed, too.</summary>
    public void Set(Announcement announcement, Request request)
    {
        var organisations = (request.Organisations ?? []).Distinct().ToList();
        if (organisations.Count > MostOrganisations)
            throw new Invalid("organisations", $"are more than {MostOrganisations}");
        foreach (var organisation in organisations.Where(o => !me.May(Permission.ViewTickets, o)))
            throw new NotFound($"Organisation {organisation}");
        if (!announcements.MayManage(organisations))
            throw new Forbidden("You can announce something to the organisations whose desk you manage, and to everybody only if you manage all of them.");
        var from = request.From ?? clock.GetUtcNow();
        if (request.Until <= from || request.Until - from > Longest)
            throw new Invalid("until", "is not within a year after from");
        announcement.Become(
            Demand.Known(request.Kind, "kind"), Demand.Known(request.Severity, "severity"), Demand.Text(request.Title, "title", longest: 200),
            Demand.OptionalText(request.Text, "text", longest: 10_000, severalLines: true), organisations, from, request.Until);
        foreach (var organisation in organisations)
            db.Nudge("tickets", null, organisation);
    }
}
