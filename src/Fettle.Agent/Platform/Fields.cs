using System.Collections;
using System.Globalization;
using Fettle.Protocol;

namespace Fettle.Agent.Platform;

/// <summary>The fields of one inventory item as they are gathered; what is not known is left out.</summary>
internal sealed class Fields : IEnumerable<KeyValuePair<string, string>>
{
    private const int LongestValue = 1000;
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);

    public void Add(string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
            _known[name] = Clean(value);
    }

    public void Add(string name, long? value)
    {
        if (value is { } known)
            _known[name] = known.ToString(CultureInfo.InvariantCulture);
    }

    public void Add(string name, bool? value)
    {
        if (value is { } known)
            _known[name] = known ? "true" : "false";
    }

    public void Add(string name, DateTimeOffset? value) => Add(name, value?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));

    public InventoryItem ToItem(string key) => new(Clean(key), _known);

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _known.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Vendors fill up with spaces and worse. A NUL is no text to a database.</summary>
    private static string Clean(string value)
    {
        var trimmed = value.Trim();
        var text = trimmed.Length > LongestValue ? trimmed[..LongestValue] : trimmed;
        return text.Any(char.IsControl) || text.Any(char.IsSurrogate)
            ? string.Concat(text.EnumerateRunes().Select(r => System.Text.Rune.IsControl(r) ? " " : r.ToString()))
            : text;
    }
}
