using System.Text.Json;
using Fettle.Protocol;

namespace Fettle.Server.Devices.Inventory;

/// <summary>A section's items as they are kept: cleaned, bounded, in the order of their keys.</summary>
internal static class SectionItems
{
    private const int MostItems = 20_000;
    private const int MostFields = 40;
    private const int LongestKey = 300;
    private const int LongestName = 60;
    private const int LongestValue = 1000;

    public static string Write(IEnumerable<InventoryItem> items) => JsonSerializer.Serialize(items.OrderBy(i => i.Key, StringComparer.Ordinal), JsonSerializerOptions.Web);

    public static IReadOnlyList<InventoryItem> Read(string? json) => json is null ? [] : JsonSerializer.Deserialize<List<InventoryItem>>(json, JsonSerializerOptions.Web)!;

    /// <summary>Null where there are more than a section may have, or something is not an item.</summary>
    public static List<InventoryItem>? Clean(IReadOnlyList<InventoryItem>? items)
    {
        if (items is null || items.Count > MostItems || items.Any(i => i?.Key is null || i.Fields is null || i.Fields.Count > MostFields || i.Fields.Values.Contains(null!)))
            return null;
        return
        [
            .. items.Select(i => new InventoryItem(
                HostileText.Line(i.Key, LongestKey),
                i.Fields.DistinctBy(f => HostileText.Line(f.Key, LongestName))
                    .ToDictionary(f => HostileText.Line(f.Key, LongestName), f => HostileText.Line(f.Value, LongestValue), StringComparer.Ordinal))).DistinctBy(i => i.Key)
        ];
    }
}
