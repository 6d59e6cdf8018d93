using Fettle.Protocol;

namespace Fettle.Agent.Platform.Linux.Inventory;

internal static class Firmware
{
    private const string Dmi = "/sys/class/dmi/id/";
    private const string SecureBootVariable = "/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c";

    public static IReadOnlyList<InventoryItem>? Read()
    {
        var vendor = TextFile.TryReadWord(Dmi + "bios_vendor");
        var uefi = Directory.Exists("/sys/firmware/efi");
        if (vendor is null && !uefi)
            return null;
        return
        [
            new Fields
            {
                { "vendor", vendor },
                { "version", TextFile.TryReadWord(Dmi + "bios_version") },
                { "date", TextFile.TryReadWord(Dmi + "bios_date") },
                { "mode", uefi ? "uefi" : "bios" },
                { "secureBoot", SecureBoot() },
            }.ToItem("firmware"),
        ];
    }

    /// <summary>Four bytes of attributes, then the value (UEFI 2.10 §3.3).</summary>
    private static bool? SecureBoot() =>
        TextFile.TryReadWord(SecureBootVariable) is not null && File.ReadAllBytes(SecureBootVariable) is { Length: 5 } variable ? variable[4] == 1 : null;
}
