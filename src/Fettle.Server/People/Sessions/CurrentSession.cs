using Fettle.Server.Platform.Errors;

namespace Fettle.Server.People.Sessions;

/// <summary>By which session the caller came; none where it was by an API token, or nobody.</summary>
internal sealed class CurrentSession(CurrentPerson me)
{
    public long? Id { get; set; }

    /// <summary>The caller, who must be a person at a browser.</summary>
    /// <exception cref="Forbidden">Nobody is signed in, or a program with an API token is: it may not change how its maker signs in, nor make more of itself.</exception>
    public long RequirePerson() =>
        Id is not null || !me.SignedIn ? me.Id : throw new Forbidden("This is for a person who is signed in, not for an API token.");
}
