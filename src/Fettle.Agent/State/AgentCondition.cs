using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fettle.Agent.State;

[JsonConverter(typeof(JsonStringEnumConverter<LinkState>))]
internal enum LinkState
{
    Offline,

    /// <summary>The server answers, but no socket can be had (a proxy in between, perhaps).</summary>
    Polling,
    Connected,
}

/// <summary>How the running agent is, for <c>fettle-agent status</c>, which is another process.</summary>
/// <param name="Since">When <paramref name="Link"/> last changed.</param>
/// <param name="Problem">What stands in the way of a connection.</param>
internal sealed record AgentCondition(
    int ProcessId, DateTimeOffset StartedAt, LinkState Link, DateTimeOffset Since, DateTimeOffset? InventorySentAt, int JobsRefused, string? Problem)
{
    private const string FileName = "condition.json";

    public static AgentCondition? Load(StateFolder state)
    {
        var file = state[FileName];
        return File.Exists(file) ? JsonSerializer.Deserialize(File.ReadAllBytes(file), AgentJson.Default.AgentCondition) : null;
    }

    public void Save(StateFolder state) => StateFolder.Write(state[FileName], JsonSerializer.SerializeToUtf8Bytes(this, AgentJson.Default.AgentCondition));
}
