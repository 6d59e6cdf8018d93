namespace Fettle.Server.Devices.Gateway;

/// <summary>The protocol's routes, as they stand below the agents' door.</summary>
internal static class AgentRoute
{
    public static string Of(string route) => route[AgentDoor.Path.Length..];
}
