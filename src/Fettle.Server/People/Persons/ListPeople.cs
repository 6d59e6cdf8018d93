using Fettle.Server.Platform.Paging;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Persons;

/// <summary>The people of the organisations whose people the caller may see, by name.</summary>
internal sealed class ListPeople(FettleDb db, CurrentPerson me) : IUseCase
{
    /// <param name="LastSeenAt">When they last used Fettle from a browser that is still signed in.</param>
    public sealed record PersonRow(
        long Id, string Name, string? Email, long OrganisationId, string Organisation, IReadOnlyList<Grant> Roles, PersonState State, DateTimeOffset? LastSeenAt);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet(
                "/people",
                (string? q, long? organisationId, Named<Role>? role, string? cursor, int? limit, ListPeople useCase, CancellationToken cancel) =>
                    useCase.RunAsync(q, organisationId, role?.Value, cursor, limit, cancel));

    /// <param name="q">Part of a name, mail address or account name, whatever the case.</param>
    public async Task<Page<PersonRow>> RunAsync(string? q, long? organisationId, Role? role, string? cursor, int? limit, CancellationToken cancel)
    {
        me.Require(Permission.ViewPeople);
        var (take, after, sought) = (Cursor.Limit(limit), Cursor.Read(cursor), q?.Trim().ToLowerInvariant());
        var (accounts, roles, organisations, logins, sessions) = (db.AccountNames, db.HeldRoles, db.Organisations, db.Logins, db.Sessions);

        IQueryable<Person> persons = db.Persons.AsNoTracking();
        var (all, visible) = (me.MayEverywhere(Permission.ViewPeople), me.OrganisationsWith(Permission.ViewPeople) ?? []);
        if (!all)
            persons = persons.Where(p => visible.Contains(p.OrganisationId));
        if (organisationId is not null)
            persons = persons.Where(p => p.OrganisationId == organisationId);
        if (role is not null)
            persons = persons.Where(p => roles.Any(
                r => r.PersonId == p.Id && r.Role == role && (all || r.OrganisationId == null || visible.Contains(r.OrganisationId.Value))));
        if (!string.IsNullOrEmpty(sought))
            persons = persons.Where(p => p.Sought.Contains(sought) || accounts.Any(a => a.PersonId == p.Id && a.Name.StartsWith(sought)));
        if (after is not null)
            persons = persons.Where(p => p.Name.CompareTo(after.Key) > 0 || (p.Name == after.Key && p.Id > after.Id));

        var rows = await persons.OrderBy(p => p.Name).ThenBy(p => p.Id).Take(take + 1)
            .Select(p => new PersonRow(
                p.Id, p.Name, p.Email, p.OrganisationId,
                organisations.Where(o => o.Id == p.OrganisationId).Select(o => o.Name).FirstOrDefault() ?? "",
                roles.Where(r => r.PersonId == p.Id).OrderBy(r => r.Id).Select(r => new Grant(r.Role, r.OrganisationId)).ToList(),
                p.DisabledAt != null ? PersonState.Disabled : logins.Any(l => l.Id == p.Id) ? PersonState.Active : PersonState.NeverSignedIn,
                sessions.Where(s => s.PersonId == p.Id).Max(s => (DateTimeOffset?)s.LastSeenAt)))
            .ToListAsync(cancel);
        return Cursor.Page(rows, take, r => new(r.Name, r.Id), r => r with { Roles = me.Known(r.Roles) });
    }
}

internal enum PersonState
{
    Active,

    /// <summary>Has no password yet: was never invited, or has not followed the link.</summary>
    NeverSignedIn,
    Disabled,
}
