using System.Text;
using System.Text.Json;

namespace Fettle.Server.ServiceDesk.Webhooks.Incoming;

/// <summary>Fills a mapping's texts from what came. Whatever is written and whatever came, something is made of it.</summary>
internal static class HookText
{
    private const int Deepest = 4;

    /// <param name="looked">Where places are looked for, one after the other.</param>
    public static string Fill(string text, params IReadOnlyList<JsonElement> looked) => Fill(text, looked, 0).Trim();

    /// <summary>A place such as <c>labels.alertname</c> or <c>alerts.0.status</c>; null where there is none.</summary>
    public static JsonElement? Find(JsonElement json, string path)
    {
        var at = json;
        foreach (var part in path.Split('.', StringSplitOptions.TrimEntries))
        {
            if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(part, out var member))
                at = member;
            else if (at.ValueKind == JsonValueKind.Array && int.TryParse(part, out var index) && index >= 0 && index < at.GetArrayLength())
                at = at[index];
            else
                return null;
        }
        return at;
    }

    private static string Fill(string text, IReadOnlyList<JsonElement> looked, int depth)
    {
        var filled = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf("{{", at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : Closing(text, open);
            if (close < 0)
                return filled.Append(text, at, text.Length - at).ToString();
            filled.Append(text, at, open - at).Append(Value(text[(open + 2)..close], looked, depth));
            at = close + 2;
        }
        return filled.ToString();
    }

    /// <summary>The braces that belong to those at <paramref name="open"/>: others may lie within.</summary>
    private static int Closing(string text, int open)
    {
        var depth = 0;
        for (var at = open; at < text.Length - 1; at++)
        {
            var two = text.AsSpan(at, 2);
            if (two is "{{")
                (depth, at) = (depth + 1, at + 1);
            else if (two is "}}" && --depth == 0)
                return at;
            else if (two is "}}")
                at++;
        }
        return -1;
    }

    private static string Value(string written, IReadOnlyList<JsonElement> looked, int depth)
    {
        var bar = written.IndexOf('|', StringComparison.Ordinal);
        var path = bar < 0 ? written : written[..bar];
        foreach (var json in looked)
        {
            if (Find(json, path) is { } found && Said(found) is { Length: > 0 } said)
                return said;
        }
        return bar < 0 || depth >= Deepest ? "" : Fill(written[(bar + 1)..], looked, depth + 1);
    }

    private static string Said(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Said)),
        _ => value.GetRawText(),
    };
}
