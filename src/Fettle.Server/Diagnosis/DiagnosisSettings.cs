using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Fettle.Server.Diagnosis;

/// <summary>When a fault that was put right is looked for again, and who agrees to what is dangerous.</summary>
internal sealed record DiagnosisSettings
{
    public const string Section = "Diagnosis";

    [Range(typeof(TimeSpan), "00:00:01", "90.00:00:00"), Description("How long after a verified fix the device is first asked whether the fault is still gone.")]
    public TimeSpan FirstHold { get; init; } = TimeSpan.FromHours(1);

    [Range(typeof(TimeSpan), "00:00:01", "90.00:00:00"), Description("How long after a verified fix it is asked again.")]
    public TimeSpan SecondHold { get; init; } = TimeSpan.FromDays(1);

    [Range(typeof(TimeSpan), "00:00:01", "90.00:00:00"), Description("How long after a verified fix it is asked for the last time.")]
    public TimeSpan ThirdHold { get; init; } = TimeSpan.FromDays(7);

    [Description("Whether a dangerous remedy needs four eyes: whoever started it may not approve it while the organisation has somebody else who may.")]
    public bool FourEyesForDangerous { get; init; } = true;

    public IReadOnlyList<TimeSpan> HoldsAfter => [.. new[] { FirstHold, SecondHold, ThirdHold }.Distinct().Order()];
}
