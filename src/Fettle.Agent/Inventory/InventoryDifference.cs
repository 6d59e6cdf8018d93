using Fettle.Protocol;

namespace Fettle.Agent.Inventory;

/// <summary>What changed in a section since the server last acknowledged it.</summary>
internal static class InventoryDifference
{
    /// <param name="known">Fingerprints of the items that the server has; null where it has nothing, and the section goes whole.</param>
    /// <returns>Null where nothing changed.</returns>
    public static SectionChange? Of(string section, IReadOnlyList<InventoryItem> items, IReadOnlyDictionary<string, string>? known)
    {
        var hash = InventorySections.Hash(items);
        if (known is null)
            return new SectionChange(section, Whole: true, items, [], hash);

        var now = AcknowledgedInventory.Fingerprints(items);
        var set = items.Where(item => known.GetValueOrDefault(item.Key) != now[item.Key]).ToList();
        var removed = known.Keys.Where(key => !now.ContainsKey(key)).Order(StringComparer.Ordinal).ToList();
        return set.Count + removed.Count == 0 ? null : new SectionChange(section, Whole: false, set, removed, hash);
    }
}
