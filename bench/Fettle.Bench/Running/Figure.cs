namespace Fettle.Bench.Running;

/// <summary>One measured number.</summary>
/// <param name="Target">What it should reach, with its unit; null where there is none.</param>
internal sealed record Figure(string What, string Measured, string? Target = null);

/// <summary>A group of figures that one method produced.</summary>
/// <param name="Method">How it was measured, so that somebody else can do it again.</param>
internal sealed record Report(string Title, string Method, IReadOnlyList<Figure> Figures);

/// <summary>Medians and percentiles of durations in milliseconds.</summary>
internal static class Statistics
{
    /// <param name="share">0.5 for the median, 0.95 for p95. Nearest rank.</param>
    public static double Percentile(IReadOnlyCollection<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
