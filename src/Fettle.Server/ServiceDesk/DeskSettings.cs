using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Fettle.Server.ServiceDesk;

/// <summary>How the service desk keeps its tickets.</summary>
internal sealed record DeskSettings
{
    public const string Section = "ServiceDesk";

    // Longer than the last hold, so that a fault which is back opens a solved ticket and not a closed one.
    [Range(typeof(TimeSpan), "1.00:00:00", "365.00:00:00"), Description("A solved ticket is closed after this long without a word.")]
    public TimeSpan CloseAfter { get; init; } = TimeSpan.FromDays(14);
}
