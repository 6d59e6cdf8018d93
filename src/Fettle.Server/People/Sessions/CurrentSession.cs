namespace Fettle.Server.People.Sessions;

/// <summary>By which session the caller came; none where it was by an API token, or nobody.</summary>
internal sealed class CurrentSession
{
    public long? Id { get; set; }
}
