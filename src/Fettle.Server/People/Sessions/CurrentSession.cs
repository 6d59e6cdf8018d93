using Fettle.Server.Platform.Errors;

namespace Fettle.Server.People.Sessions;

/// <summary>By which session the caller came; none where it was by an API token, or nobody.</summary>
internal sealed class CurrentSession(CurrentPerson me, TimeProvider clock)
{
    /// <summary>For how long a proof of who sits there counts: a browser that was left open is not enough to take over an account for good.</summary>
    public static readonly TimeSpan ProofCounts = TimeSpan.FromMinutes(10);

    public long? Id { get; set; }

    /// <summary>When the person last showed who they are: at sign-in, or since (<see cref="Entering.ProveAgain"/>).</summary>
    public DateTimeOffset ProvedAt { get; set; }

    /// <summary>The caller, who must be a person at a browser.</summary>
    /// <exception cref="Forbidden">Nobody is signed in, or a program with an API token is: it may not change how its maker signs in, nor make more of itself.</exception>
    public long RequirePerson() =>
        Id is not null || !me.SignedIn ? me.Id : throw new Forbidden("This is for a person who is signed in, not for an API token.");

    /// <summary>The caller, who must have shown who they are within <see cref="ProofCounts"/>: for what lets somebody in, or keeps others out, from now on.</summary>
    /// <exception cref="Forbidden">As <see cref="RequirePerson"/>, or the proof is too old.</exception>
    public long RequireProof()
    {
        var person = RequirePerson();
        return clock.GetUtcNow() - ProvedAt <= ProofCounts ? person : throw Forbidden.ProveFirst();
    }
}
