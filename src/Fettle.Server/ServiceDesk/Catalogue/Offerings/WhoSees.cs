using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Teams;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Offerings;

/// <summary>Who may ask for a service, and who may change it.</summary>
internal sealed class WhoSees(FettleDb db, CurrentPerson me, IPeople people)
{
    /// <summary>The caller's own organisation, in whose name they ask.</summary>
    /// <exception cref="NotFound">They have none that they use the portal of.</exception>
    public async Task<long> OwnOrganisationAsync(CancellationToken cancel)
    {
        me.Require(Permission.UsePortal);
        var organisation = (await people.NamesAsync([me.Id], cancel)).GetValueOrDefault(me.Id)?.OrganisationId ?? throw new NotFound("Your organisation");
        me.Require(Permission.UsePortal, organisation);
        return organisation;
    }

    /// <summary>What is offered to the caller, in the order in which it is shown.</summary>
    public async Task<IReadOnlyList<Offering>> OfferedAsync(long organisation, CancellationToken cancel)
    {
        var all = await db.Offerings.AsNoTracking().Where(o => !o.Retired && (o.OrganisationId == null || o.OrganisationId == organisation))
            .OrderBy(o => o.Category).ThenBy(o => o.Name).ThenBy(o => o.Id).ToListAsync(cancel);
        var teams = all.Exists(o => o.ReadAudience().TeamIds is { Count: > 0 })
            ? await db.Teams.Where(t => t.Members.Any(m => m.PersonId == me.Id)).Select(t => t.Id).ToListAsync(cancel)
            : [];
        return all.FindAll(o => Includes(o.ReadAudience(), organisation, teams));
    }

    /// <summary>A service that is offered to the caller.</summary>
    /// <exception cref="NotFound">There is none, or it is not offered to them.</exception>
    public async Task<Offering> RequireOfferedAsync(long id, long organisation, CancellationToken cancel) =>
        (await OfferedAsync(organisation, cancel)).FirstOrDefault(o => o.Id == id) ?? throw Missing(id);

    /// <summary>What is of all organisations, and of those where the caller sees tickets.</summary>
    public bool MaySee(Offering offering) => me.May(Permission.ViewTickets, offering.OrganisationId);

    /// <summary>In that organisation; for what is of all organisations, in all of them.</summary>
    public bool MayManage(long? organisation) =>
        organisation is { } one ? me.May(Permission.ManageServiceDesk, one) : me.MayEverywhere(Permission.ManageServiceDesk);

    /// <exception cref="NotFound">The caller may not even see it.</exception>
    /// <exception cref="Forbidden">The caller does not manage the desk there; for what is of all organisations, in all of them.</exception>
    public void RequireToManage(long? organisation, string what)
    {
        me.Require(Permission.ManageServiceDesk);
        if (!me.May(Permission.ViewTickets, organisation))
            throw new NotFound(what);
        if (organisation is { } one)
            me.Require(Permission.ManageServiceDesk, one);
        else
            me.RequireEverywhere(Permission.ManageServiceDesk);
    }

    public static NotFound Missing(long id) => new($"Service {id}");

    private bool Includes(OfferedTo audience, long organisation, List<long> teams)
    {
        if (audience.OrganisationIds is { Count: > 0 } organisations && !organisations.Contains(organisation))
            return false;
        if (audience is { Roles: not { Count: > 0 }, TeamIds: not { Count: > 0 } })
            return true;
        return (audience.Roles ?? []).Any(role => me.Grants.Any(g => g.Role == role && (g.OrganisationId is null || g.OrganisationId == organisation)))
            || (audience.TeamIds ?? []).Any(teams.Contains);
    }
}
