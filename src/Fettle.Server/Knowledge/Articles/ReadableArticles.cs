using Fettle.Server.People;
using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.Knowledge.Articles;

/// <summary>The articles that the caller may read, and in which organisations they read more than the published.</summary>
internal sealed class ReadableArticles(FettleDb db, CurrentPerson me)
{
    public IQueryable<Article> All()
    {
        if (!me.May(Permission.ViewTickets))
            me.Require(Permission.UsePortal);
        if (me.MayEverywhere(Permission.ViewTickets))
            return db.Articles;
        var (portals, desks) = (me.OrganisationsWith(Permission.UsePortal), me.OrganisationsWith(Permission.ViewTickets)!);
        var everyone = db.Articles.Where(a => desks.Contains(a.OrganisationId) || (a.PublishedVersion != null && a.Audience == Audience.Everyone));
        return portals is null ? everyone : everyone.Where(a => portals.Contains(a.OrganisationId) || desks.Contains(a.OrganisationId));
    }

    /// <summary>Whether the caller sees drafts, and what is for technicians.</summary>
    public bool ReadsAll(long organisation) => me.May(Permission.ViewTickets, organisation);
}
