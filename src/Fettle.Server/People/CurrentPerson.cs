using Fettle.Server.Platform.Errors;

namespace Fettle.Server.People;

/// <summary>A role that somebody holds.</summary>
/// <param name="OrganisationId">Null: in every organisation.</param>
public sealed record Grant(Role Role, long? OrganisationId);

/// <summary>Who is asking. Nobody, with no permission, until the door has set it; a use case takes it as a parameter.</summary>
public sealed class CurrentPerson
{
    private IReadOnlyList<(Permission Permission, long? Organisation)> _may = [];

    public bool SignedIn { get; private set; }

    /// <exception cref="Forbidden">Nobody is signed in.</exception>
    public long Id { get => SignedIn ? field : throw Forbidden.SignInFirst(); private set; }

    public string Name { get; private set; } = "";

    public IReadOnlyList<Grant> Grants { get; private set; } = [];

    /// <summary>What they may do in some organisation.</summary>
    public IReadOnlyList<Permission> Permissions => [.. _may.Select(m => m.Permission).Distinct().Order()];

    /// <summary>An administrator with a password only: until they set up a second factor they may do nothing else.</summary>
    public bool MustSetUpSecondFactor { get; private set; }

    /// <param name="id">The person's.</param>
    /// <param name="name">The person's.</param>
    /// <param name="grants">The roles that count for this request.</param>
    /// <param name="atMost">The scopes of an API token, which can only take away; null for a session.</param>
    /// <param name="secondFactorMissing">True takes every permission away until there is one.</param>
    public void Is(long id, string name, IReadOnlyList<Grant> grants, IReadOnlyCollection<Permission>? atMost = null, bool secondFactorMissing = false)
    {
        (SignedIn, Id, Name, Grants, MustSetUpSecondFactor) = (true, id, name, grants, secondFactorMissing);
        _may =
        [
            .. from grant in grants
               where !secondFactorMissing
               from permission in Roles.PermissionsOf(grant.Role)
               where atMost?.Contains(permission) ?? true
               select (permission, grant.OrganisationId)
        ];
    }

    /// <summary>True where the permission is held in this organisation; without one, where it is held anywhere.</summary>
    public bool May(Permission permission, long? organisation = null) =>
        _may.Any(m => m.Permission == permission && (organisation is null || m.Organisation is null || m.Organisation == organisation));

    /// <summary>True where the permission is held for the whole installation.</summary>
    public bool MayEverywhere(Permission permission) => _may.Contains((permission, null));

    /// <summary>The organisations in which the permission is held; null: in all.</summary>
    public IReadOnlyList<long>? OrganisationsWith(Permission permission) =>
        MayEverywhere(permission) ? null : [.. _may.Where(m => m.Permission == permission).Select(m => m.Organisation!.Value).Distinct()];

    /// <exception cref="Forbidden">The permission is not held (in this organisation, where one is given).</exception>
    public void Require(Permission permission, long? organisation = null)
    {
        if (!May(permission, organisation))
            throw Refusal(permission);
    }

    /// <exception cref="Forbidden">The permission is not held for the whole installation.</exception>
    public void RequireEverywhere(Permission permission)
    {
        if (!MayEverywhere(permission))
            throw Refusal(permission);
    }

    private Forbidden Refusal(Permission permission) =>
        !SignedIn ? Forbidden.SignInFirst()
        : MustSetUpSecondFactor ? new("Set up a second factor first: an authenticator app or a passkey. Administrators need one.")
        : new($"This needs the permission {permission}; ask an administrator for it.");
}
