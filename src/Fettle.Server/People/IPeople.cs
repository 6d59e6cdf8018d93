namespace Fettle.Server.People;

/// <summary>How other modules refer to somebody.</summary>
/// <param name="Staff">Works tickets in some organisation; their replies speak for the desk.</param>
public sealed record PersonName(long Id, string Name, string? Email, long OrganisationId, bool Staff);

/// <summary>What other modules may ask about people. Everything is limited to the caller's organisations.</summary>
public interface IPeople
{
    /// <summary>Names for many ids in one query; an id that does not exist is left out.</summary>
    Task<IReadOnlyDictionary<long, PersonName>> NamesAsync(IEnumerable<long> ids, CancellationToken cancel);

    /// <summary>The persons behind account names as devices report them (without domain, any case), within one organisation, in one query.</summary>
    Task<IReadOnlyDictionary<string, long>> ByAccountAsync(long organisationId, IReadOnlyCollection<string> accounts, CancellationToken cancel);

    /// <summary>The account names that a person has on devices, lower case.</summary>
    Task<IReadOnlyList<string>> AccountsOfAsync(long personId, CancellationToken cancel);

    /// <summary>Who can be given a ticket of this organisation.</summary>
    Task<IReadOnlyList<PersonName>> TechniciansAsync(long organisationId, CancellationToken cancel);

    /// <summary>Who can be given tickets in any of the caller's organisations where the caller holds <see cref="Permission.ViewTickets"/>.</summary>
    Task<IReadOnlyList<PersonName>> ColleaguesAsync(CancellationToken cancel);

    /// <summary>Whether anybody but the caller could sign in and holds this permission in this organisation.</summary>
    Task<bool> SomebodyElseMayAsync(Permission permission, long organisationId, CancellationToken cancel);

    Task<IReadOnlyDictionary<long, string>> OrganisationNamesAsync(IEnumerable<long> ids, CancellationToken cancel);

    /// <summary>Who has this mail address; null where nobody has it whom the caller may know of.</summary>
    Task<PersonName?> ByEmailAsync(string email, CancellationToken cancel);

    /// <summary>Who telephones under this number, however it is written; the surest first, at most ten.</summary>
    Task<IReadOnlyList<PersonName>> ByPhoneAsync(string number, CancellationToken cancel);

    /// <summary>A person's telephone numbers, the one beside their name first.</summary>
    Task<IReadOnlyList<string>> PhonesOfAsync(long personId, CancellationToken cancel);

    /// <summary>Adds a number to those of a person, unless it is among them. Saved with what the caller changes.</summary>
    /// <exception cref="Platform.Errors.Invalid">It is too long or has no digits, or they have very many.</exception>
    Task RememberPhoneAsync(long personId, string number, CancellationToken cancel);

    /// <summary>
    /// The person behind a mail address. Somebody new becomes a requester of the organisation that owns the address's domain, else an unverified one of
    /// <paramref name="organisationId"/>. Saved at once, in the caller's transaction.
    /// </summary>
    /// <param name="name">What they call themselves.</param>
    /// <returns>Null where the address or its domain is of an organisation that is not the caller's to see.</returns>
    Task<PersonName?> CorrespondentAsync(long organisationId, string email, string? name, CancellationToken cancel);

    /// <summary>To whom somebody reports; null where nobody is named, or they can no longer sign in.</summary>
    Task<PersonName?> ManagerOfAsync(long personId, CancellationToken cancel);

    /// <summary>Who holds one of these roles in this organisation, or in all, by name; without those who can no longer sign in.</summary>
    Task<IReadOnlyList<PersonName>> HoldersAsync(IReadOnlyCollection<Role> roles, long organisationId, CancellationToken cancel);

    /// <summary>Of these persons the ones who can still sign in, by name.</summary>
    Task<IReadOnlyList<PersonName>> StillHereAsync(IReadOnlyCollection<long> ids, CancellationToken cancel);

    /// <summary>People of one organisation whose name has this in it, by name; without those who can no longer sign in.</summary>
    Task<IReadOnlyList<PersonName>> FindAsync(long organisationId, string part, int most, CancellationToken cancel);

    /// <summary>
    /// Somebody whom another system knew: who has this address already, else a new requester who cannot sign in until they are invited. Rights are never
    /// taken over. Saved at once, in the caller's transaction.
    /// </summary>
    /// <returns>Null where the address is of somebody in an organisation that is not the work's to see.</returns>
    Task<PersonName?> TakeOverAsync(long organisationId, string name, string? email, string? phone, CancellationToken cancel);

    /// <summary>The organisation of this name, made where there is none. For work that sees every organisation. Saved at once.</summary>
    Task<long> OrganisationNamedAsync(string name, CancellationToken cancel);

    /// <summary>The installation's own organisation, which is there before anybody has named it.</summary>
    Task<long> HomeOrganisationAsync(CancellationToken cancel);
}
