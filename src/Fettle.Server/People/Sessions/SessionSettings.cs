using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Fettle.Server.People.Sessions;

/// <summary>How long somebody stays signed in.</summary>
internal sealed record SessionSettings
{
    public const string Section = "Sessions";

    [Range(typeof(TimeSpan), "00:05:00", "90.00:00:00"), Description("A session ends when it was not used for this long.")]
    public TimeSpan Idle { get; init; } = TimeSpan.FromDays(3);

    [Range(typeof(TimeSpan), "00:05:00", "365.00:00:00"), Description("A session ends this long after sign-in however much it is used.")]
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromDays(30);
}
