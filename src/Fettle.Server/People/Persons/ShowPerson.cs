using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Persons;

/// <summary>One person, with what the caller may do about them.</summary>
internal sealed class ShowPerson(FettleDb db, CurrentPerson me, TimeProvider clock) : IUseCase
{
    /// <param name="InvitedUntil">Until when a link that they have not used yet is good.</param>
    /// <param name="MayChange">Whether the caller may change, disable and invite them.</param>
    /// <param name="MayGive">The roles that the caller may give them in their organisation.</param>
    /// <param name="Manager">To whom they report.</param>
    /// <param name="Phones">Every number under which they telephone; the first is <paramref name="Phone"/>.</param>
    /// <param name="UnverifiedSince">They wrote a mail, and nobody here has said to know them; null otherwise.</param>
    public sealed record Response(
        long Id, string Name, string? Email, string? Phone, long OrganisationId, string Organisation, long? SiteId, IReadOnlyList<string> Accounts,
        IReadOnlyList<Grant> Roles, PersonState State, string Language, bool Totp, int Passkeys, DateTimeOffset CreatedAt, DateTimeOffset? DisabledAt,
        DateTimeOffset? LastSeenAt, DateTimeOffset? InvitedUntil, bool MayChange, IReadOnlyList<Role> MayGive, DateTimeOffset? UnverifiedSince,
        IReadOnlyList<string> Phones, NamedPerson? Manager);

    public sealed record NamedPerson(long Id, string Name);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/people/{id:long}", (long id, ShowPerson useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such person in an organisation whose people the caller may see.</exception>
    public async Task<Response> RunAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.ViewPeople);
        var now = clock.GetUtcNow();
        var (accounts, roles, organisations, logins) = (db.AccountNames, db.HeldRoles, db.Organisations, db.Logins);
        var persons = db.Persons;
        var (sessions, passkeys, invitations, phones) = (db.Sessions, db.Passkeys, db.Invitations, db.PhoneNumbers);
        var found = await db.Persons.AsNoTracking().Where(p => p.Id == id)
            .Select(p => new Response(
                p.Id, p.Name, p.Email, p.Phone, p.OrganisationId, organisations.Where(o => o.Id == p.OrganisationId).Select(o => o.Name).FirstOrDefault() ?? "", p.SiteId,
                accounts.Where(a => a.PersonId == p.Id).OrderBy(a => a.Name).Select(a => a.Name).ToList(),
                roles.Where(r => r.PersonId == p.Id).OrderBy(r => r.Id).Select(r => new Grant(r.Role, r.OrganisationId)).ToList(),
                p.DisabledAt != null ? PersonState.Disabled : logins.Any(l => l.Id == p.Id) ? PersonState.Active : PersonState.NeverSignedIn,
                p.Language, logins.Any(l => l.Id == p.Id && l.TotpSince != null), passkeys.Count(k => k.PersonId == p.Id), p.CreatedAt, p.DisabledAt,
                sessions.Where(s => s.PersonId == p.Id).Max(s => (DateTimeOffset?)s.LastSeenAt),
                invitations.Where(i => i.PersonId == p.Id && i.AcceptedAt == null && i.ExpiresAt > now).Max(i => (DateTimeOffset?)i.ExpiresAt),
                false, new List<Role>(), p.UnverifiedSince, phones.Where(n => n.PersonId == p.Id).OrderBy(n => n.Id).Select(n => n.Written).ToList(),
                persons.Where(m => m.Id == p.ManagerId).Select(m => new NamedPerson(m.Id, m.Name)).FirstOrDefault()))
            .AsSplitQuery().SingleOrDefaultAsync(cancel);
        if (found is null || !me.May(Permission.ViewPeople, found.OrganisationId))
            throw new NotFound($"Person {id}");
        var manages = me.May(Permission.ManagePeople, found.OrganisationId);
        return found with
        {
            Roles = me.Known(found.Roles),
            MayChange = manages && Giving.MayChange(me, found.Roles),
            MayGive = manages ? me.GivableIn(found.OrganisationId) : [],
        };
    }
}
