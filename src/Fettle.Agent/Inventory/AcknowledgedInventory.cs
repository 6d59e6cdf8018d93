using System.Text.Json;
using Fettle.Agent.State;
using Fettle.Protocol;

namespace Fettle.Agent.Inventory;

/// <summary>What the server knows of the device, as fingerprints of each item: enough to find the differences, small enough to read each hour.</summary>
internal sealed class AcknowledgedInventory(StateFolder state)
{
    private string File => state["inventory.json"];

    public Dictionary<string, Dictionary<string, string>> Load() => System.IO.File.Exists(File)
        ? JsonSerializer.Deserialize(System.IO.File.ReadAllBytes(File), AgentJson.Default.DictionaryStringDictionaryStringString)!
        : [];

    public void Save(Dictionary<string, Dictionary<string, string>> sections) =>
        StateFolder.Write(File, JsonSerializer.SerializeToUtf8Bytes(sections, AgentJson.Default.DictionaryStringDictionaryStringString));

    public void Forget() => System.IO.File.Delete(File);

    public static Dictionary<string, string> Fingerprints(IEnumerable<InventoryItem> items) =>
        items.ToDictionary(item => item.Key, item => InventorySections.Hash([item])[..24]);
}
