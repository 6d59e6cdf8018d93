using System.ComponentModel;
using Fettle.Protocol;

namespace Fettle.Server.Devices;

/// <summary>How far a remedy may go; the numbers order them.</summary>
internal enum HighestRisk
{
    None,
    Safe,
    Careful,
    Dangerous,
}

/// <summary>What this server rules out on every device, whatever the device's own policy allows. An agent keeps to it from its next session on.</summary>
internal sealed record AgentSettings
{
    public const string Section = "Agents";

    [Description("False: no device takes scripts from this server.")]
    public bool Scripts { get; init; } = true;

    [Description("Remedies of a higher risk are refused by every device: None, Safe, Careful or Dangerous.")]
    public HighestRisk HighestRisk { get; init; } = HighestRisk.Dangerous;

    /// <summary>As the protocol says it; null for nothing.</summary>
    public AgentLimits? Limits => Scripts && HighestRisk == HighestRisk.Dangerous ? null
        : new(Scripts ? null : false, HighestRisk == HighestRisk.Dangerous ? null : HighestRisk.ToString().ToLowerInvariant());
}
