using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Fettle.Server.Platform.Metrics;

/// <summary>One instrument with one set of tags.</summary>
/// <param name="tags">As they stand between the braces: <c>route="/api/tickets",status="200"</c>.</param>
internal sealed class Series(Instrument instrument, string tags)
{
    /// <summary>Seconds; what most answers take lies well inside.</summary>
    public static readonly double[] Bounds = [.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10];

    private readonly Lock _lock = new();
    private readonly long[] _buckets = new long[Bounds.Length + 1];

    public Instrument Instrument => instrument;

    public string Tags => tags;

    /// <summary>The last value of a gauge, the sum of anything else.</summary>
    public double Value { get; private set; }

    public long Count { get; private set; }

    public void Set(double value) => Value = value;

    public void Add(double value)
    {
        lock (_lock)
        {
            Value += value;
            Count++;
            var bucket = Array.FindIndex(Bounds, b => value <= b);
            _buckets[bucket < 0 ? Bounds.Length : bucket]++;
        }
    }

    /// <summary>How many values were at most each bound; the last one counts all.</summary>
    public long[] Cumulative()
    {
        lock (_lock)
        {
            var sum = 0L;
            return [.. _buckets.Select(b => sum += b)];
        }
    }
}

/// <summary>Listens to the program's own meters and to the framework's that are worth a look, and keeps the sums.</summary>
internal sealed class Measurements : IDisposable
{
    // Somebody who makes up routes or hosts must not fill the memory.
    private const int MostSeries = 5000;

    private static readonly string[] Meters =
        ["System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http.Connections", "Microsoft.AspNetCore.RateLimiting", "Microsoft.AspNetCore.Server.Kestrel"];

    private static readonly Dictionary<string, string> Tags = new(StringComparer.Ordinal)
    {
        ["http.route"] = "route",
        ["http.request.method"] = "method",
        ["http.response.status_code"] = "status",
    };

    private readonly ConcurrentDictionary<(Instrument, string), Series> _series = [];
    private readonly MeterListener _listener = new();

    public Measurements()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (Meters.Contains(instrument.Meter.Name) || instrument.Meter.Name.StartsWith("Fettle.", StringComparison.Ordinal))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((i, value, tags, _) => Take(i, value, tags));
        _listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Take(i, value, tags));
        _listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Take(i, value, tags));
        _listener.Start();
    }

    /// <summary>Everything known now; observable instruments are asked.</summary>
    public IReadOnlyList<Series> Read()
    {
        _listener.RecordObservableInstruments();
        return [.. _series.Values];
    }

    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = (instrument, Written(tags, ofHttp: instrument.Name.StartsWith("http.server", StringComparison.Ordinal)));
        if (!_series.TryGetValue(key, out var series))
        {
            if (_series.Count >= MostSeries)
                return;
            series = _series.GetOrAdd(key, k => new(k.Item1, k.Item2));
        }
        // An observable instrument tells its whole value each time; the others what came to it.
        if (instrument.IsObservable || instrument.GetType().Name.StartsWith("Gauge", StringComparison.Ordinal))
            series.Set(value);
        else
            series.Add(value);
    }

    private static string Written(ReadOnlySpan<KeyValuePair<string, object?>> tags, bool ofHttp)
    {
        var kept = new List<string>();
        foreach (var (name, value) in tags)
        {
            if (Tags.TryGetValue(name, out var known))
                kept.Add($"{known}=\"{Escape(value)}\"");
            else if (!ofHttp)
                kept.Add($"{PrometheusText.NameOf(name)}=\"{Escape(value)}\"");
        }
        kept.Sort(StringComparer.Ordinal);
        return string.Join(',', kept);
    }

    private static string Escape(object? value) => $"{value}".Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n");
}
