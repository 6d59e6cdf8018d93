using System.Globalization;

namespace Fettle.Server.Diagnosis;

/// <summary>How long after a verified fix the fault is looked for again: <c>Diagnosis:HoldsAfter</c>, spans as <c>d.hh:mm:ss</c>, separated by commas.</summary>
/// <param name="HoldsAfter">1 to 10 spans between 1 second and 90 days, ascending; 1 hour, 1 day and 7 days unless set.</param>
internal sealed record DiagnosisSettings(IReadOnlyList<TimeSpan> HoldsAfter)
{
    private const string Name = "Diagnosis:HoldsAfter";

    /// <exception cref="InvalidOperationException">The setting is not such a list.</exception>
    public static DiagnosisSettings From(IConfiguration configuration)
    {
        var written = configuration[Name] is { Length: > 0 } set ? set : "01:00:00, 1.00:00:00, 7.00:00:00";
        var spans = new List<TimeSpan>();
        foreach (var part in written.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!TimeSpan.TryParseExact(part, ["c", "g"], CultureInfo.InvariantCulture, out var span) || span < TimeSpan.FromSeconds(1) || span > TimeSpan.FromDays(90)
                || (spans.Count > 0 && span <= spans[^1]))
            {
                throw new InvalidOperationException(
                    $"The setting {Name} has \"{part}\"; it needs spans between 00:00:01 and 90.00:00:00, ascending, separated by commas, such as \"01:00:00, 1.00:00:00\".");
            }
            spans.Add(span);
        }
        return spans.Count <= 10 ? new(spans) : throw new InvalidOperationException($"The setting {Name} has {spans.Count} spans; 10 are the most.");
    }
}
