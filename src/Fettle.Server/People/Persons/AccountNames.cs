using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Persons;

/// <summary>Checks the names by which somebody is known: account names within an organisation, mail addresses in the installation.</summary>
internal static class AccountNames
{
    private const int AtMost = 20;

    /// <exception cref="Invalid">There are too many, or one is empty, too long, or has blanks.</exception>
    public static List<string> Read(IReadOnlyList<string> given)
    {
        if (given.Count > AtMost)
            throw new Invalid("accounts", $"has more than {AtMost} names");
        var names = given.Select(a => AccountName.Normal(Given.Text(a, "accounts", AccountName.Length))).Distinct().ToList();
        return names.Exists(n => n.Length == 0 || n.Any(char.IsWhiteSpace)) ? throw new Invalid("accounts", "has a name that is empty or has blanks in it") : names;
    }

    /// <summary>Takes those out of <paramref name="names"/> that are somebody else's, where they were only our own idea.</summary>
    /// <exception cref="Conflict">One that was asked for is somebody else's.</exception>
    public static async Task RequireFreeAsync(FettleDb db, long organisation, List<string> names, long? except, bool given, CancellationToken cancel)
    {
        var taken = await db.AccountNames.Where(a => a.OrganisationId == organisation && names.Contains(a.Name) && a.PersonId != except)
            .OrderBy(a => a.Name).Select(a => a.Name).ToListAsync(cancel);
        if (given && taken.Count > 0)
            throw new Conflict($"The account name {taken[0]} is somebody else's in this organisation");
        names.RemoveAll(taken.Contains);
    }

    /// <exception cref="Conflict">Somebody signs in with it, or has it as their address, in whichever organisation.</exception>
    public static async Task RequireFreeEmailAsync(FettleDb db, string? email, long? except, CancellationToken cancel)
    {
        if (email is null)
            return;
        if (await db.Persons.IgnoreQueryFilters().AnyAsync(p => p.Email == email && p.Id != except, cancel) || await db.Logins.AnyAsync(l => l.Name == email && l.Id != except, cancel))
            throw new Conflict("This mail address is somebody's already");
    }
}
