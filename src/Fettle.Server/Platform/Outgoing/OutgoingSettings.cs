using System.ComponentModel;

namespace Fettle.Server.Platform.Outgoing;

/// <summary>Where requests may go that somebody other than the operator can aim: webhooks.</summary>
internal sealed record OutgoingSettings
{
    public const string Section = "Outgoing";

    [Description("Private places that webhooks and imports may reach, separated by commas: host names, addresses, or networks such as 10.1.2.0/24. Public addresses are always allowed.")]
    public string? Allowed { get; init; }
}
