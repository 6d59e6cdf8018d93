namespace Fettle.Server.Platform.Nudges;

/// <summary>That something changed. Whoever cares fetches it, and so sees only what they may.</summary>
/// <param name="Topic"><c>ticket</c>, <c>device</c>, <c>job</c> …</param>
/// <param name="Id">Which one, or null for the list of them.</param>
/// <param name="OrganisationId">Whose; null reaches administrators of the whole installation only.</param>
/// <param name="PersonId">Somebody who should hear, too, whatever they may read of the organisation: the requester of a ticket.</param>
public sealed record Nudge(string Topic, long? Id, long? OrganisationId, long? PersonId = null)
{
    /// <summary>Nudges may have been missed: whoever cares for any looks at everything once.</summary>
    public static Nudge Anything { get; } = new("anything", null, null);
}

/// <summary>Carries nudges to every replica, and there to whoever subscribed. None is kept; where some may have been missed, <see cref="Nudge.Anything"/> is heard in their place.</summary>
public interface INudges
{
    /// <summary>Returns at once; delivery is in the background.</summary>
    void Publish(Nudge nudge);

    /// <summary>Calls <paramref name="heard"/> for every nudge until disposed. It must return quickly.</summary>
    IDisposable Subscribe(Action<Nudge> heard);
}
