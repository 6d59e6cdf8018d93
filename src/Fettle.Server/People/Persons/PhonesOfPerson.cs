using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Persons;

/// <summary>Keeps a person's telephone numbers; the first is the one that is shown with their name.</summary>
internal sealed class PhonesOfPerson(FettleDb db)
{
    /// <param name="main">The number beside the name, where only that one is said.</param>
    /// <param name="all">All of them; null leaves the others as they are.</param>
    /// <returns>All of them as they are to be.</returns>
    public async Task<List<string>> WantedAsync(Person? person, string? main, IReadOnlyList<string>? all, CancellationToken cancel)
    {
        if (all is not null)
            return PhoneNumber.Read(all);
        var others = person is null ? [] : await db.PhoneNumbers.Where(p => p.PersonId == person.Id && p.Written != person.Phone).OrderBy(p => p.Id).Select(p => p.Written).ToListAsync(cancel);
        return PhoneNumber.Read(others.Prepend(main));
    }

    /// <summary>The rows that make it so; saved with the person.</summary>
    public async Task ReplaceAsync(Person person, List<string> wanted, CancellationToken cancel)
    {
        var present = await db.PhoneNumbers.Where(p => p.PersonId == person.Id).OrderBy(p => p.Id).ToListAsync(cancel);
        if (present.Select(p => p.Written).SequenceEqual(wanted))
            return;
        // Anew, since their order is that of their rows.
        db.PhoneNumbers.RemoveRange(present);
        db.PhoneNumbers.AddRange(wanted.Select(n => new PhoneNumber(person.OrganisationId, person.Id, n)));
    }
}
