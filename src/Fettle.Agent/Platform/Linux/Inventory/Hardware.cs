using Fettle.Protocol;

namespace Fettle.Agent.Platform.Linux.Inventory;

/// <summary>What the machine is, from SMBIOS as the kernel shows it and from /proc.</summary>
internal static class Hardware
{
    private const string Dmi = "/sys/class/dmi/id/";

    public static IReadOnlyList<InventoryItem> Read()
    {
        var processors = TextFile.Lines("/proc/cpuinfo");
        return
        [
            new Fields
            {
                { "manufacturer", Said(TextFile.TryReadWord(Dmi + "sys_vendor")) },
                { "model", Said(TextFile.TryReadWord(Dmi + "product_name")) ?? TextFile.TryReadWord("/proc/device-tree/model") },
                { "serial", Said(TextFile.TryReadWord(Dmi + "product_serial")) },
                { "chassis", Chassis(TextFile.TryReadWord(Dmi + "chassis_type")) },
                { "processor", Value(processors, "model name") ?? Value(processors, "Model") },
                { "cores", Cores(processors) },
                { "threads", (long)processors.Count(line => line.StartsWith("processor", StringComparison.Ordinal)) },
                { "memory", Figures.Memory().TryGetValue("MemTotal", out var memory) ? memory : null },
            }.ToItem("system"),
        ];
    }

    /// <summary>Makers leave these where nobody filled the field in.</summary>
    private static string? Said(string? value) =>
        value is null or "To Be Filled By O.E.M." or "To be filled by O.E.M." or "Default string" or "System Product Name" or "Not Specified" or "None" ? null : value;

    private static string? Value(IReadOnlyList<string> lines, string name) =>
        lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2).ElementAtOrDefault(1);

    private static long? Cores(IReadOnlyList<string> lines)
    {
        var cores = new HashSet<(string, string)>();
        var package = "";
        foreach (var line in lines)
        {
            if (line.StartsWith("physical id", StringComparison.Ordinal))
                package = line;
            else if (line.StartsWith("core id", StringComparison.Ordinal))
                cores.Add((package, line));
        }
        return cores.Count > 0 ? cores.Count : null;
    }

    /// <summary>SMBIOS 3.7 §7.4.1.</summary>
    private static string? Chassis(string? type) => type switch
    {
        "3" or "4" or "5" or "6" or "7" or "15" or "16" or "35" or "36" => "desktop",
        "8" or "9" or "10" or "14" => "laptop",
        "11" or "30" => "tablet",
        "13" => "all-in-one",
        "31" or "32" => "convertible",
        "17" or "23" or "28" or "29" => "server",
        _ => null,
    };
}
