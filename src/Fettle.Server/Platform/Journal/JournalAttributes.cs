namespace Fettle.Server.Platform.Journal;

/// <summary>Changes of this entity are not written to the journal.</summary>
/// <param name="because">Why not: it is derived, or it is evidence itself, or it changes all the time and says nothing.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NotJournalledAttribute(string because) : Attribute
{
    public string Because { get; } = because;
}

/// <summary>The journal says that it changed, not what it was or is: a secret, a hash of one, or a text so long that it has its own history.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HiddenInJournalAttribute : Attribute;

/// <summary>An entity whose rows are not filtered by organisation, but whose changes an organisation's auditors are to see.</summary>
public interface IJournalledFor
{
    /// <summary>Null: of no organisation, or of all.</summary>
    long? OrganisationId { get; }
}
