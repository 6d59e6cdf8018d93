namespace Fettle.Server.Platform.Persistence;

/// <summary>An entity that belongs to one organisation. Every query of it is filtered by <see cref="OrganisationScope"/>, and so is every write.</summary>
public interface IBelongToOrganisation
{
    long OrganisationId { get; }
}

/// <summary>An entity that belongs to nobody or to all. Every entity is either this or <see cref="IBelongToOrganisation"/>; a test holds it to that.</summary>
/// <param name="because">Why no organisation owns it.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BelongsToNobodyAttribute(string because) : Attribute
{
    public string Because { get; } = because;
}

/// <summary>Which organisations' rows this request, job or event may touch. Empty until somebody says otherwise: what is forgotten sees nothing.</summary>
public sealed class OrganisationScope
{
    /// <summary>True where rows of every organisation may be touched.</summary>
    public bool Everything { get; private set; }

    public IReadOnlyList<long> Organisations { get; private set; } = [];

    public void LimitTo(IEnumerable<long> organisations)
    {
        Everything = false;
        Organisations = [.. organisations.Distinct()];
    }

    /// <summary>For work that the server does by itself, and for administrators of the whole installation.</summary>
    public void SeeEverything()
    {
        Everything = true;
        Organisations = [];
    }

    public bool Includes(long organisation) => Everything || Organisations.Contains(organisation);
}
