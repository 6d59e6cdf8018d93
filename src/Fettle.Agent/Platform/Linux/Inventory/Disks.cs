using Fettle.Protocol;

namespace Fettle.Agent.Platform.Linux.Inventory;

internal static class Disks
{
    private const int SectorSize = 512; // of /sys/block/*/size, whatever the disk's own
    private static readonly string[] NoDisks = ["loop", "ram", "zram", "dm-", "md", "sr", "fd", "nbd"];

    public static IReadOnlyList<InventoryItem> Read() =>
        [.. TextFile.Paths("/sys/block").Where(IsDisk).Order(StringComparer.Ordinal).Select(Describe)];

    private static bool IsDisk(string folder) =>
        !NoDisks.Any(prefix => Path.GetFileName(folder).StartsWith(prefix, StringComparison.Ordinal)) && Sectors(folder) > 0;

    private static InventoryItem Describe(string folder) => new Fields
    {
        { "model", TextFile.TryReadWord(folder + "/device/model") },
        { "serial", TextFile.TryReadWord(folder + "/device/serial") ?? TextFile.TryReadWord(folder + "/serial") ?? TextFile.TryReadWord(folder + "/device/wwid") },
        { "size", Sectors(folder) * SectorSize },
        { "kind", Kind(folder) },
        { "removable", TextFile.TryReadWord(folder + "/removable") == "1" },
    }.ToItem(Path.GetFileName(folder));

    private static long Sectors(string folder) => long.TryParse(TextFile.TryReadWord(folder + "/size"), out var sectors) ? sectors : 0;

    private static string Kind(string folder)
    {
        var name = Path.GetFileName(folder);
        var model = TextFile.TryReadWord(folder + "/device/model") ?? "";
        if (name.StartsWith("vd", StringComparison.Ordinal) || name.StartsWith("xvd", StringComparison.Ordinal)
            || model.Contains("QEMU", StringComparison.Ordinal) || model.Contains("VBOX", StringComparison.Ordinal) || model.Contains("Virtual", StringComparison.Ordinal))
            return "virtual";
        return name.StartsWith("nvme", StringComparison.Ordinal) ? "nvme" : TextFile.TryReadWord(folder + "/queue/rotational") == "1" ? "hdd" : "ssd";
    }
}
