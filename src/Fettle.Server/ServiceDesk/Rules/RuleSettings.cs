using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Fettle.Server.ServiceDesk.Rules;

/// <summary>How far rules may go by themselves.</summary>
internal sealed record RuleSettings
{
    public const string Section = "Rules";

    [Range(1, 10_000), Description("So often within an hour rules may do something to one ticket; then they are stopped, and the ticket says so.")]
    public int PerTicketAndHour { get; init; } = 30;
}
