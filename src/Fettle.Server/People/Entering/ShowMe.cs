using Fettle.Server.People.Persons;
using Fettle.Server.Platform.Blobs;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Entering;

/// <summary>Who is asking and what they may do: the first thing that a page wants to know. Answers strangers, too.</summary>
internal sealed class ShowMe(FettleDb db, CurrentPerson me, OrganisationScope scope, BlobStore blobs) : IUseCase
{
    /// <param name="LargestUpload">The most bytes that a file may have.</param>
    public sealed record Response(
        bool SignedIn, PersonView? Person, IReadOnlyList<Permission> Permissions, IReadOnlyList<Grant> Roles, IReadOnlyList<OrganisationView> Organisations,
        SecondFactorView SecondFactor, bool MustSetUpSecondFactor, bool SetupOpen, long LargestUpload);

    public sealed record PersonView(long Id, string Name, string? Email, string Language, Theme Theme);

    public sealed record OrganisationView(long Id, string Name);

    /// <param name="RecoveryCodes">How many are left.</param>
    public sealed record SecondFactorView(bool Totp, int Passkeys, int RecoveryCodes);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/me", (ShowMe useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    public async Task<Response> RunAsync(CancellationToken cancel)
    {
        if (!me.SignedIn)
        {
            var open = !await db.SetUps.AnyAsync(s => s.ClosedAt != null, cancel);
            return new(false, null, [], [], [], new(false, 0, 0), false, open, blobs.MaximumBytes);
        }
        var (logins, passkeys, codes) = (db.Logins, db.Passkeys, db.RecoveryCodes);
        var mine = await (
            from p in db.Persons.IgnoreQueryFilters()
            where p.Id == me.Id
            select new
            {
                Person = new PersonView(p.Id, p.Name, p.Email, p.Language, p.Theme),
                SecondFactor = new SecondFactorView(
                    logins.Any(l => l.Id == p.Id && l.TotpSince != null),
                    passkeys.Count(k => k.PersonId == p.Id),
                    codes.Count(c => c.PersonId == p.Id)),
            }).SingleAsync(cancel);
        var organisations = await db.Organisations.Where(o => scope.Everything || scope.Organisations.Contains(o.Id))
            .OrderBy(o => o.Name).Select(o => new OrganisationView(o.Id, o.Name)).ToListAsync(cancel);
        return new(true, mine.Person, me.Permissions, me.Grants, organisations, mine.SecondFactor, me.MustSetUpSecondFactor, SetupOpen: false, blobs.MaximumBytes);
    }
}
