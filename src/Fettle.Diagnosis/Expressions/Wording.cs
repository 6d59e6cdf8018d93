using System.Globalization;
using Fettle.Diagnosis.Facts;

namespace Fettle.Diagnosis.Expressions;

/// <summary>How measured values read in a sentence.</summary>
internal static class Wording
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

    public static string Bytes(double bytes)
    {
        var unit = 0;
        while (Math.Abs(bytes) >= 1024 && unit < Units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }
        return unit is 0 || bytes >= 100 ? $"{bytes:0} {Units[unit]}" : $"{bytes:0.#} {Units[unit]}";
    }

    /// <param name="share">0 to 1.</param>
    public static string Percent(double share) => $"{share * 100:0.#} %";

    public static string Duration(double seconds) => seconds switch
    {
        < 1 => $"{seconds * 1000:0} ms",
        < 120 => $"{seconds:0.#} s",
        < 7200 => $"{seconds / 60:0} min",
        < 172800 => $"{seconds / 3600:0} h",
        _ => $"{seconds / 86400:0} days",
    };

    public static string Date(double unixSeconds) =>
        unixSeconds is > -62135596800 and < 253402300799
            ? DateTimeOffset.FromUnixTimeSeconds((long)unixSeconds).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC"
            : "an impossible date";

    public static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    public static string Join(IReadOnlyList<Fact> texts)
    {
        const int shown = 6;
        var names = texts.OfType<Fact.Text>().Select(text => text.Value).ToList();
        return names.Count <= shown ? string.Join(", ", names) : $"{string.Join(", ", names.Take(shown))} and {names.Count - shown} more";
    }

    public static string Clip(string text, int length) => text.Length <= length ? text : string.Concat(text.AsSpan(0, Math.Max(0, length - 1)), "…");

    /// <summary>Whether a path is the folder itself or inside it.</summary>
    public static bool IsBelow(string path, string folder) =>
        path == folder || folder is "/" || path.StartsWith(folder.TrimEnd('/') + "/");

    /// <summary>A value in a sentence.</summary>
    public static string Say(Fact fact) => fact switch
    {
        Fact.Number number => Number(number.Value),
        Fact.Text text => text.Value,
        Fact.Flag flag => flag.Value ? "yes" : "no",
        Fact.List list => Join(list.Items),
        _ => "",
    };
}
