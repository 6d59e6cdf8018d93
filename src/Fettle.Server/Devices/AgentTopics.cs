namespace Fettle.Server.Devices;

/// <summary>Nudges from replica to replica about a device (their id is the device's); browsers have no use for them.</summary>
internal static class AgentTopics
{
    /// <summary>There is something to do or to stop: whoever holds the device's socket tells it.</summary>
    public const string Work = "agent-jobs";

    /// <summary>Retired, or enrolled anew with another key: the socket is closed.</summary>
    public const string ShutOut = "agent-shut-out";
}
