using System.Globalization;
using Fettle.Protocol;
using Fettle.Server.Devices.Fleet;
using Fettle.Server.Devices.Inventory;

namespace Fettle.Server.Devices.Example;

/// <summary>An inventory of the usual size for a device that nothing simulates.</summary>
internal static class ExampleInventory
{
    private const int Packages = 800;
    private const int Services = 120;

    public static IEnumerable<InventorySection> Of(Device device, Random random, DateTimeOffset at)
    {
        yield return Section(InventorySections.Hardware, [Item("system", ("manufacturer", "LENOVO"), ("model", "ThinkCentre M70q"), ("cores", "6"), ("memory", "17179869184"))]);
        yield return Section(InventorySections.OperatingSystem, [Item("os", ("name", device.Os), ("kernel", "6.1.0-37-amd64"), ("hostName", device.HostName), ("architecture", "x64"))]);
        yield return Section(InventorySections.FileSystems,
            [Item("/", ("type", "ext4"), ("size", "254000000000"), ("used", Number(random.NextInt64(40_000_000_000, 240_000_000_000)))), Item("/boot", ("type", "ext4"), ("size", "1000000000"))]);
        yield return Section(InventorySections.Network, [Item("eth0", ("mac", $"02:00:00:00:{device.Id / 256 % 256:x2}:{device.Id % 256:x2}"), ("state", "up")), Item("dns", ("servers", "192.0.2.53"))]);
        yield return Section(InventorySections.Services, [.. Enumerable.Range(0, Services).Select(n => Item($"service-{n:000}.service", ("state", "running"), ("start", "enabled")))]);
        yield return Section(InventorySections.Software,
            [.. Enumerable.Range(0, Packages).Select(n => Item($"package-{n:000}:amd64", ("version", $"{n % 9}.{random.Next(20)}.{random.Next(40)}-1"), ("source", $"package-{n / 3}")))]);

        InventorySection Section(string name, IReadOnlyList<InventoryItem> items) => new()
        {
            DeviceId = device.Id,
            OrganisationId = device.OrganisationId,
            Section = name,
            Hash = InventorySections.Hash(items),
            Count = items.Count,
            Items = SectionItems.Write(items),
            TakenAt = at,
        };
    }

    private static InventoryItem Item(string key, params (string Name, string Value)[] fields) => new(key, fields.ToDictionary(f => f.Name, f => f.Value));

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
