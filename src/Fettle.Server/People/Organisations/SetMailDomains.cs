using System.Globalization;
using System.Text.RegularExpressions;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Organisations;

/// <summary>Says from which domains an organisation's people write. Whoever owns a domain decides whose tickets its senders make, so it is for who administers the installation.</summary>
internal sealed partial class SetMailDomains(FettleDb db, CurrentPerson me) : IUseCase
{
    private const int Most = 100;

    /// <summary>Where anybody has an address: to own one of these would be to own everybody's mail.</summary>
    private static readonly string[] Everybodys =
        ["gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com", "icloud.com", "gmx.de", "gmx.net", "web.de", "t-online.de", "aol.com", "proton.me", "protonmail.com"];

    public sealed record Request(IReadOnlyList<string>? Domains);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/organisations/{id:long}/mail-domains",
        (long id, Request request, SetMailDomains useCase, CancellationToken cancel) => useCase.RunAsync(id, request, cancel));

    /// <exception cref="NotFound">No such organisation that the caller may know of.</exception>
    /// <exception cref="Forbidden">The caller does not administer the whole installation.</exception>
    /// <exception cref="Invalid">One is no domain, or anybody can have an address there.</exception>
    /// <exception cref="Conflict">One is another organisation's.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(long id, Request request, CancellationToken cancel)
    {
        me.Require(Permission.Administer);
        if (!me.May(Permission.Administer, id) || !await db.Organisations.AnyAsync(o => o.Id == id, cancel))
            throw new NotFound($"Organisation {id}");
        me.RequireEverywhere(Permission.Administer);
        var wanted = (request.Domains ?? []).Select(Read).Distinct().Order(StringComparer.Ordinal).ToList();
        if (wanted.Count > Most)
            throw new Invalid("domains", $"are more than {Most}");

        await db.InTransactionAsync(
            async () =>
            {
                var others = await db.MailDomains.IgnoreQueryFilters().Where(d => d.OrganisationId != id && wanted.Contains(d.Domain)).Select(d => d.Domain).ToListAsync(cancel);
                if (others.Count > 0)
                    throw new Conflict($"{others[0]} is another organisation's domain already.");
                var present = await db.MailDomains.Where(d => d.OrganisationId == id).ToListAsync(cancel);
                db.MailDomains.RemoveRange(present.Where(p => !wanted.Contains(p.Domain)));
                db.MailDomains.AddRange(wanted.Except(present.Select(p => p.Domain)).Select(d => new MailDomain(id, d)));
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        return wanted;
    }

    private static string Read(string written)
    {
        var domain = Given.Text(written, "domains", MailDomain.DomainLength).TrimStart('@').TrimEnd('.').ToLowerInvariant();
        try
        {
            domain = new IdnMapping().GetAscii(domain);
        }
        catch (ArgumentException)
        {
            throw new Invalid("domains", $"has \"{domain}\", which is no domain such as example.org");
        }
        if (!Domain().IsMatch(domain))
            throw new Invalid("domains", $"has \"{domain}\", which is no domain such as example.org");
        return Everybodys.Contains(domain) ? throw new Invalid("domains", $"has {domain}, where anybody can have an address") : domain;
    }

    [GeneratedRegex(@"^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Domain();
}
