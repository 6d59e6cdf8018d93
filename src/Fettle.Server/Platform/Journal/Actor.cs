namespace Fettle.Server.Platform.Journal;

public enum ActorKind
{
    /// <summary>The server itself: a schedule, an event.</summary>
    Server,
    Person,
    Device,

    /// <summary>Somebody who has not shown who they are.</summary>
    Stranger,
}

/// <summary>Who does what is done in this scope, and from where. Set once, at the door.</summary>
public sealed class Actor
{
    public ActorKind Kind { get; private set; } = ActorKind.Server;

    public long? Id { get; private set; }

    public string Name { get; private set; } = "Fettle";

    /// <summary>The network address, or null for the server itself.</summary>
    public string? From { get; private set; }

    /// <summary>What is being done, by the name of its use case or event.</summary>
    public string Doing { get; set; } = "";

    public void Is(ActorKind kind, long? id, string name, string? from)
    {
        (Kind, Id, Name, From) = (kind, id, name, from);
    }
}
