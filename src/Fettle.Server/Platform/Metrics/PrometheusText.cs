using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Fettle.Server.Platform.Metrics;

/// <summary>Prometheus' text format, version 0.0.4.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(IEnumerable<Series> series)
    {
        var text = new StringBuilder();
        foreach (var metric in series.GroupBy(s => s.Instrument).OrderBy(g => NameOf(g.Key.Name), StringComparer.Ordinal))
        {
            var (kind, suffix) = KindOf(metric.Key);
            var name = NameOf(metric.Key.Name) + UnitOf(metric.Key) + suffix;
            if (metric.Key.Description is { } help)
                text.Append($"# HELP {name} {help.ReplaceLineEndings(" ")}\n");
            text.Append($"# TYPE {name} {kind}\n");
            foreach (var one in metric.OrderBy(s => s.Tags, StringComparer.Ordinal))
            {
                if (kind == "histogram")
                    AppendHistogram(text, name, one);
                else
                    text.Append($"{name}{Braces(one.Tags)} {Number(one.Value)}\n");
            }
        }
        return text.ToString();
    }

    public static string NameOf(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    private static void AppendHistogram(StringBuilder text, string name, Series series)
    {
        var counts = series.Cumulative();
        var before = series.Tags.Length == 0 ? "" : series.Tags + ",";
        for (var i = 0; i < Series.Bounds.Length; i++)
            text.Append($"{name}_bucket{{{before}le=\"{Number(Series.Bounds[i])}\"}} {counts[i]}\n");
        text.Append($"{name}_bucket{{{before}le=\"+Inf\"}} {counts[^1]}\n");
        text.Append($"{name}_sum{Braces(series.Tags)} {Number(series.Value)}\n{name}_count{Braces(series.Tags)} {counts[^1]}\n");
    }

    private static (string Kind, string Suffix) KindOf(Instrument instrument) => instrument.GetType().Name.Split('`')[0] switch
    {
        "Counter" or "ObservableCounter" => ("counter", "_total"),
        "Histogram" => ("histogram", ""),
        _ => ("gauge", ""),
    };

    private static string UnitOf(Instrument instrument) => instrument.Unit switch
    {
        "s" => "_seconds",
        "By" => "_bytes",
        _ => "",
    };

    private static string Braces(string tags) => tags.Length == 0 ? "" : $"{{{tags}}}";

    private static string Number(double value) => value.ToString("G17", CultureInfo.InvariantCulture);
}
