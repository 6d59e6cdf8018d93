using Fettle.Server.People;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.MovingIn.Model;

namespace Fettle.Server.ServiceDesk.MovingIn.Writing;

/// <summary>People and organisations of another system, and who is meant where a ticket names them.</summary>
internal sealed class TakeOverPeople(FettleDb db, IPeople people, KnownItems known)
{
    public const string AddressIsElsewhere = "The mail address is of somebody in another organisation.";

    /// <summary>What became of one of them; a reason where nothing did.</summary>
    public sealed record Became(Tally Tally, string? Refused = null);

    public async Task<Became> RunAsync(ImportRun run, ImportedOrganisation organisation, CancellationToken cancel)
    {
        if (!run.Settings.EachOrganisation || await known.FindAsync(run, ImportedKind.Organisation, organisation.Id, cancel) is not null)
            return new(new(LeftAlone: 1));
        var id = await people.OrganisationNamedAsync(organisation.Name, cancel);
        known.Remember(run, ImportedKind.Organisation, organisation.Id, id, organisation.Name);
        await db.SaveChangesAsync(cancel);
        return new(new(Made: 1));
    }

    public async Task<Became> RunAsync(ImportRun run, ImportedPerson person, CancellationToken cancel)
    {
        if (await known.FindAsync(run, ImportedKind.Person, person.Id, cancel) is not null)
            return new(new(LeftAlone: 1));
        var there = person.Email is null ? null : await people.ByEmailAsync(person.Email, cancel);
        var here = there ?? await people.TakeOverAsync(await OrganisationAsync(run, person.OrganisationId, cancel), person.Name, person.Email, person.Phone, cancel);
        if (here is null)
            return new(new(), AddressIsElsewhere);
        known.Remember(run, ImportedKind.Person, person.Id, here.Id, person.Email ?? "");
        await db.SaveChangesAsync(cancel);
        return new(there is null ? new(Made: 1) : new(LeftAlone: 1));
    }

    /// <summary>The organisation here for one there: the run's, unless each there is one here.</summary>
    public async Task<long> OrganisationAsync(ImportRun run, string? externalId, CancellationToken cancel) =>
        run.Settings.EachOrganisation && externalId is not null && await known.FindAsync(run, ImportedKind.Organisation, externalId, cancel) is { } item
            ? item.LocalId
            : run.OrganisationId;

    /// <summary>Who is meant; null where nobody here stands for them.</summary>
    /// <param name="make">Somebody new with an address becomes a requester.</param>
    public async Task<PersonName?> WhoAsync(SomebodyThere? who, ImportRun run, long organisation, bool make, CancellationToken cancel)
    {
        if (who is null)
            return null;
        if (who.Id is not null && await known.FindAsync(run, ImportedKind.Person, who.Id, cancel) is { } item)
            return (await people.NamesAsync([item.LocalId], cancel)).GetValueOrDefault(item.LocalId);
        if (who.Email is null)
            return null;
        return await people.ByEmailAsync(who.Email, cancel)
            ?? (make ? await people.TakeOverAsync(organisation, who.Name ?? who.Email[..who.Email.IndexOf('@')], who.Email, phone: null, cancel) : null);
    }
}
