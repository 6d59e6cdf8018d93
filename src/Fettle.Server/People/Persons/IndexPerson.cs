using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Persons;

/// <summary>Lets people be found by name, address, account name and telephone number, by those who may see them.</summary>
internal sealed class IndexPerson(FettleDb db, ISearchIndex index)
{
    /// <summary>Call it in the transaction of the change, after the save.</summary>
    public async Task RunAsync(IReadOnlyCollection<Person> persons, CancellationToken cancel)
    {
        var ids = persons.Select(p => p.Id).ToList();
        var accounts = (await db.AccountNames.Where(a => ids.Contains(a.PersonId)).Select(a => new { a.PersonId, a.Name }).ToListAsync(cancel)).ToLookup(a => a.PersonId, a => a.Name);
        var phones = (await db.PhoneNumbers.Where(n => ids.Contains(n.PersonId)).Select(n => new { n.PersonId, n.Written }).ToListAsync(cancel)).ToLookup(n => n.PersonId, n => n.Written);
        await index.PutAsync(
            [
                .. persons.Select(p => new SearchDocument(
                    "person", p.Id, p.OrganisationId, SearchAudience.Staff, PersonId: null, p.Name, p.Email ?? accounts[p.Id].FirstOrDefault(),
                    string.Join(' ', accounts[p.Id].Concat(phones[p.Id]))))
            ],
            cancel);
    }
}
