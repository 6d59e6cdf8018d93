using System.Net.NetworkInformation;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Fettle.Protocol;
using Microsoft.Win32;

namespace Fettle.Agent.Platform.Windows;

/// <summary>The sections of a Windows device's inventory: by WMI where it answers, by the registry where that knows better or WMI is silent.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsInventory
{
    private const string BiosKey = @"HARDWARE\DESCRIPTION\System\BIOS";
    private const string ProcessorsKey = @"HARDWARE\DESCRIPTION\System\CentralProcessor";
    private const string VersionKey = @"SOFTWARE\Microsoft\Windows NT\CurrentVersion";

    /// <summary>As a person would say it; Windows 11 still calls itself 10 in the registry, its build number does not.</summary>
    public static string OsName
    {
        get
        {
            var name = Value(VersionKey, "ProductName") ?? RuntimeInformation.OSDescription;
            return int.TryParse(Value(VersionKey, "CurrentBuildNumber"), out var build) && build >= 22000 ? name.Replace("Windows 10", "Windows 11") : name;
        }
    }

    public static IReadOnlyList<InventoryItem> Hardware()
    {
        var system = Wmi.First("Win32_ComputerSystem", "Manufacturer", "Model", "TotalPhysicalMemory");
        var bios = Wmi.First("Win32_BIOS", "SerialNumber");
        var processor = Wmi.First("Win32_Processor", "Name", "NumberOfCores", "NumberOfLogicalProcessors");
        return
        [
            new Fields
            {
                { "manufacturer", system?.GetValueOrDefault("Manufacturer") ?? Value(BiosKey, "SystemManufacturer") },
                { "model", system?.GetValueOrDefault("Model") ?? Value(BiosKey, "SystemProductName") },
                { "serial", bios?.GetValueOrDefault("SerialNumber") },
                { "processor", processor?.GetValueOrDefault("Name") ?? Value(ProcessorsKey + @"\0", "ProcessorNameString") },
                { "cores", processor?.GetValueOrDefault("NumberOfCores") },
                { "threads", processor?.GetValueOrDefault("NumberOfLogicalProcessors") ?? Environment.ProcessorCount.ToString() },
                { "memory", system?.GetValueOrDefault("TotalPhysicalMemory") },
            }.ToItem("system"),
        ];
    }

    public static IReadOnlyList<InventoryItem> Firmware()
    {
        var bios = Wmi.First("Win32_BIOS", "Manufacturer", "SMBIOSBIOSVersion", "ReleaseDate");
        return
        [
            new Fields
            {
                { "vendor", bios?.GetValueOrDefault("Manufacturer") ?? Value(BiosKey, "BIOSVendor") },
                { "version", bios?.GetValueOrDefault("SMBIOSBIOSVersion") ?? Value(BiosKey, "BIOSVersion") },
                { "date", bios?.GetValueOrDefault("ReleaseDate") ?? Value(BiosKey, "BIOSReleaseDate") },
                { "mode", FirmwareMode() },
                { "secureBoot", Value(@"SYSTEM\CurrentControlSet\Control\SecureBoot\State", "UEFISecureBootEnabled") is { } on ? on == "1" : null },
            }.ToItem("firmware"),
        ];
    }

    /// <summary>Null where this system does not say. The loader leaves it where <c>GetFirmwareType</c> finds it, too.</summary>
    private static string? FirmwareMode() => Value(@"SYSTEM\CurrentControlSet\Control", "PEFirmwareType") switch { "1" => "bios", "2" => "uefi", _ => null };

    public static IReadOnlyList<InventoryItem> OperatingSystemItem()
    {
        var system = Wmi.First("Win32_ComputerSystem", "Domain", "PartOfDomain");
        return
        [
            new Fields
            {
                { "name", OsName },
                { "version", Value(VersionKey, "DisplayVersion") ?? Value(VersionKey, "ReleaseId") },
                { "kernel", Environment.OSVersion.Version.ToString() },
                { "architecture", RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant() },
                { "hostName", Environment.MachineName },
                { "domain", system?.GetValueOrDefault("PartOfDomain") == "true" ? system.GetValueOrDefault("Domain") : null },
                { "timeZone", TimeZoneInfo.Local.Id },
                { "installedAt", long.TryParse(Value(VersionKey, "InstallDate"), out var at) ? DateTimeOffset.FromUnixTimeSeconds(at) : null },
            }.ToItem("os"),
        ];
    }

    public static IReadOnlyList<InventoryItem>? Disks() =>
        Wmi.Query("Win32_DiskDrive", "DeviceID", "Model", "SerialNumber", "Size", "InterfaceType", "MediaType") is not { } disks ? null :
        [
            .. disks.Where(disk => disk.ContainsKey("DeviceID")).Select(disk => new Fields
            {
                { "model", disk.GetValueOrDefault("Model") },
                { "serial", disk.GetValueOrDefault("SerialNumber") },
                { "size", disk.GetValueOrDefault("Size") },
                { "interface", disk.GetValueOrDefault("InterfaceType") },
                { "removable", disk.TryGetValue("MediaType", out var media) ? media.Contains("Removable", StringComparison.OrdinalIgnoreCase) : null },
            }.ToItem(disk["DeviceID"])),
        ];

    public static IReadOnlyList<InventoryItem> FileSystems() =>
    [
        .. DriveInfo.GetDrives().Where(drive => drive is { DriveType: DriveType.Fixed, IsReady: true }).Select(drive => new Fields
        {
            { "device", drive.VolumeLabel },
            { "type", drive.DriveFormat },
            { "size", drive.TotalSize },
            { "used", (drive.TotalSize - drive.TotalFreeSpace) / Math.Max(1, drive.TotalSize / 50) * Math.Max(1, drive.TotalSize / 50) },
        }.ToItem(drive.Name)),
    ];

    public static IReadOnlyList<InventoryItem> Network()
    {
        var adapters = NetworkInterface.GetAllNetworkInterfaces().Where(one => one.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .DistinctBy(one => one.Name).OrderBy(one => one.Name, StringComparer.Ordinal).ToList();
        var items = adapters.Select(one => new Fields
        {
            { "mac", string.Join(':', one.GetPhysicalAddress().GetAddressBytes().Select(part => part.ToString("x2"))) },
            { "addresses", string.Join(", ", one.GetIPProperties().UnicastAddresses.Select(a => $"{a.Address}/{a.PrefixLength}").Order(StringComparer.Ordinal)) },
            { "state", one.OperationalStatus.ToString().ToLowerInvariant() },
            { "speed", one.Speed > 0 ? one.Speed : null },
            { "kind", one.NetworkInterfaceType == NetworkInterfaceType.Wireless80211 ? "wireless" : "ethernet" },
        }.ToItem(one.Name)).ToList();
        var properties = adapters.Select(one => one.GetIPProperties()).ToList();
        var servers = properties.SelectMany(p => p.DnsAddresses).Distinct().ToList();
        if (servers.Count > 0)
            items.Add(new Fields { { "servers", string.Join(", ", servers) } }.ToItem("dns"));
        var gateways = properties.SelectMany(p => p.GatewayAddresses).Select(g => g.Address).Where(a => !a.Equals(System.Net.IPAddress.Any)).Distinct().ToList();
        if (gateways.Count > 0)
            items.Add(new Fields { { "addresses", string.Join(", ", gateways) } }.ToItem("gateway"));
        return items;
    }

    /// <summary>What the installers wrote down, for 64-bit and 32-bit programs. WMI's Win32_Product would repair each package as it lists it.</summary>
    public static IReadOnlyList<InventoryItem> Software()
    {
        var found = new List<InventoryItem>();
        foreach (var (view, architecture) in new[] { (RegistryView.Registry64, "x64"), (RegistryView.Registry32, "x86") })
        {
            using var machine = RegistryKey.OpenBaseKey(RegistryHive.LocalMachine, view);
            using var programs = machine.OpenSubKey(@"SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall");
            foreach (var name in programs?.GetSubKeyNames() ?? [])
            {
                using var program = programs!.OpenSubKey(name);
                if (program?.GetValue("DisplayName") is string title && program.GetValue("SystemComponent") is not 1)
                    found.Add(new Fields
                    {
                        { "version", program.GetValue("DisplayVersion")?.ToString() },
                        { "source", name },
                        { "vendor", program.GetValue("Publisher")?.ToString() },
                        { "installedAt", program.GetValue("InstallDate")?.ToString() },
                    }.ToItem($"{title} ({architecture})"));
            }
        }
        return [.. found.DistinctBy(item => item.Key)];
    }

    public static IReadOnlyList<InventoryItem>? Services() =>
        Wmi.Query("Win32_Service", "Name", "DisplayName", "State", "StartMode") is { } services
            ? [.. services.Where(one => one.ContainsKey("Name")).DistinctBy(one => one["Name"]).Select(one => new Fields
            {
                { "title", one.GetValueOrDefault("DisplayName") },
                { "state", one.GetValueOrDefault("State")?.ToLowerInvariant() },
                { "start", one.GetValueOrDefault("StartMode")?.ToLowerInvariant() },
            }.ToItem(one["Name"]))]
            : null;

    public static IReadOnlyList<InventoryItem>? Printers() =>
        Wmi.Query("Win32_Printer", "Name", "DriverName", "Location", "PortName", "Default", "WorkOffline") is { } printers
            ? [.. printers.Where(one => one.ContainsKey("Name")).DistinctBy(one => one["Name"]).Select(one => new Fields
            {
                { "driver", one.GetValueOrDefault("DriverName") },
                { "location", one.GetValueOrDefault("Location") },
                { "uri", one.GetValueOrDefault("PortName") },
                { "state", one.GetValueOrDefault("WorkOffline") == "true" ? "offline" : "idle" },
                { "default", one.GetValueOrDefault("Default") },
            }.ToItem(one["Name"]))]
            : null;

    /// <summary>Local accounts by WMI; where it is silent, those who ever signed in, by their profiles.</summary>
    public static IReadOnlyList<InventoryItem> Accounts()
    {
        if (Wmi.Query("Win32_UserAccount WHERE LocalAccount=TRUE", "Name", "FullName", "SID") is { Count: > 0 } accounts)
            return [.. accounts.Where(one => one.ContainsKey("Name")).DistinctBy(one => one["Name"]).Select(one => new Fields
            {
                { "uid", one.GetValueOrDefault("SID") },
                { "fullName", one.GetValueOrDefault("FullName") },
                { "administrator", LocalAccount.IsAdministrator(one["Name"]) },
            }.ToItem(one["Name"]))];

        using var profiles = Registry.LocalMachine.OpenSubKey(VersionKey + @"\ProfileList");
        var people = (profiles?.GetSubKeyNames() ?? []).Where(sid => sid.StartsWith("S-1-5-21-", StringComparison.Ordinal)).Select(sid =>
        {
            using var profile = profiles!.OpenSubKey(sid);
            return (Sid: sid, Home: profile?.GetValue("ProfileImagePath")?.ToString() ?? "");
        });
        return [.. people.Where(one => one.Home.Length > 0).DistinctBy(one => one.Home)
            .Select(one => (one.Sid, one.Home, Name: one.Home.Split('\\')[^1]))
            .Select(one => new Fields { { "uid", one.Sid }, { "home", one.Home }, { "administrator", LocalAccount.IsAdministrator(one.Name) } }.ToItem(one.Name))];
    }

    public static string? Value(string key, string name)
    {
        using var opened = Registry.LocalMachine.OpenSubKey(key);
        return opened?.GetValue(name)?.ToString();
    }
}
