using Fettle.Agent.Platform;
using Fettle.Protocol;

namespace Fettle.Bench.Simulation;

/// <summary>An inventory such as a real office computer has, with as many packages and services as make a difference to a database.</summary>
internal static class MadeUpInventory
{
    private static readonly (string Maker, string Model, string Chassis, string Processor, int Cores)[] Machines =
    [
        ("LENOVO", "ThinkPad T14 Gen 3", "laptop", "12th Gen Intel(R) Core(TM) i5-1245U", 10),
        ("LENOVO", "ThinkCentre M70q Gen 3", "desktop", "12th Gen Intel(R) Core(TM) i5-12400T", 6),
        ("Dell Inc.", "OptiPlex 7010", "desktop", "13th Gen Intel(R) Core(TM) i5-13500", 14),
        ("Dell Inc.", "Latitude 5440", "laptop", "13th Gen Intel(R) Core(TM) i7-1355U", 10),
        ("HP", "EliteBook 840 G10", "laptop", "AMD Ryzen 5 PRO 7540U", 6),
        ("HP", "ProDesk 400 G9", "desktop", "12th Gen Intel(R) Core(TM) i3-12100", 4),
    ];

    private static readonly string[] Packages =
    [
        "bash 5.2.15-2+b7", "coreutils 9.1-1", "cups 2.4.2-3+deb12u8", "curl 7.88.1-10+deb12u8", "dbus 1.14.10-1~deb12u1", "evince 43.1-2+b1", "firefox-esr 128.5.0esr-1~deb12u1",
        "gimp 2.10.34-1+deb12u2", "git 1:2.39.5-0+deb12u1", "gnome-shell 43.9-0+deb12u2", "grub-efi-amd64 2.06-13+deb12u1", "libc6 2.36-9+deb12u9", "libreoffice-calc 4:7.4.7-1+deb12u5",
        "libreoffice-writer 4:7.4.7-1+deb12u5", "libssl3 3.0.15-1~deb12u1", "linux-image-6.1.0-28-amd64 6.1.119-1", "network-manager 1.42.4-1", "nfs-common 1:2.6.2-4", "openssh-client 1:9.2p1-2+deb12u3",
        "openvpn 2.6.3-1+deb12u2", "python3 3.11.2-1+b1", "rsyslog 8.2302.0-1", "sudo 1.9.13p3-1+deb12u1", "systemd 252.31-1~deb12u1", "thunderbird 1:128.5.0esr-1~deb12u1", "vim 2:9.0.1378-2", "vlc 3.0.21-0+deb12u1", "zip 3.0-13",
    ];

    private static readonly string[] Programs =
    [
        "7-Zip 24.08 (x64)|24.08|Igor Pavlov", "Google Chrome|131.0.6778.109|Google LLC", "Microsoft 365 Apps for business|16.0.18129.20158|Microsoft Corporation", "Microsoft Edge|131.0.2903.86|Microsoft Corporation",
        "Mozilla Thunderbird (x64 en-GB)|128.5.1|Mozilla", "VLC media player|3.0.21|VideoLAN", "Notepad++ (64-bit x64)|8.7.1|Notepad++ Team", "Zoom Workplace|6.2.49583|Zoom", "Adobe Acrobat (64-bit)|24.004.20272|Adobe", "TeamViewer|15.59.5|TeamViewer",
    ];

    private static readonly string[] Units =
        ["cron", "cups", "dbus", "gdm", "NetworkManager", "polkit", "rsyslog", "ssh", "systemd-journald", "systemd-logind", "systemd-timesyncd", "udisks2", "unattended-upgrades", "wpa_supplicant"];

    private static readonly string[] WindowsServices = ["BITS", "Dhcp", "Dnscache", "EventLog", "LanmanWorkstation", "Spooler", "Themes", "W32Time", "WinDefend", "WSearch", "wuauserv"];

    public static IReadOnlyDictionary<string, IReadOnlyList<InventoryItem>> Of(DeviceIdentity device, IReadOnlyList<UserAtWork> users, int seed)
    {
        var windows = device.Platform == "windows";
        var machine = Machines[MadeUp.Pick(seed, Machines.Length, 10)];
        var memory = (8L << MadeUp.Pick(seed, 3, 11)) * 1_073_741_824;
        var disk = new[] { 256_060_514_304, 512_110_190_592, 1_024_209_543_168 }[MadeUp.Pick(seed, 3, 12)];
        var address = $"10.20.{MadeUp.Pick(seed, 8, 13)}.{10 + MadeUp.Pick(seed, 240, 14)}";
        return new Dictionary<string, IReadOnlyList<InventoryItem>>
        {
            [InventorySections.Hardware] = [Item("system", ("manufacturer", machine.Maker), ("model", machine.Model), ("serial", $"PF{MadeUp.Pick(seed, 1 << 24, 15):X6}"), ("chassis", machine.Chassis), ("processor", machine.Processor), ("cores", $"{machine.Cores}"), ("threads", $"{machine.Cores * 2}"), ("memory", $"{memory}"))],
            [InventorySections.Firmware] = [Item("firmware", ("vendor", machine.Maker), ("version", $"1.{20 + MadeUp.Pick(seed, 30, 16)}"), ("date", "09/12/2024"), ("mode", "uefi"), ("secureBoot", "true"))],
            [InventorySections.OperatingSystem] = [Item("os", ("name", device.Os), ("kernel", windows ? "10.0.22631" : "6.1.0-28-amd64"), ("architecture", "x64"), ("hostName", device.HostName), ("timeZone", "Europe/Vienna"))],
            [InventorySections.Disks] = [Item(windows ? @"\\.\PHYSICALDRIVE0" : "nvme0n1", ("model", "SAMSUNG MZVL2512HCJQ-00BL7"), ("serial", $"S64KNX0T{MadeUp.Pick(seed, 1 << 20, 17):X5}"), ("size", $"{disk}"), ("kind", "nvme"), ("removable", "false"))],
            [InventorySections.FileSystems] = [Item(windows ? @"C:\" : "/", ("device", windows ? "Windows" : "/dev/nvme0n1p2"), ("type", windows ? "NTFS" : "ext4"), ("size", $"{disk - (disk >> 5)}"), ("used", $"{(long)(disk * (0.3 + MadeUp.Pick(seed, 50, 18) / 100.0))}"), ("readOnly", "false"))],
            [InventorySections.Network] = [
                Item(windows ? "Ethernet" : "enp1s0", ("mac", $"52:54:00:{MadeUp.Pick(seed, 256, 19):x2}:{MadeUp.Pick(seed, 256, 20):x2}:{MadeUp.Pick(seed, 256, 21):x2}"), ("addresses", $"{address}/21"), ("state", "up"), ("speed", "1000000000"), ("kind", "ethernet")),
                Item("dns", ("servers", "10.20.0.53, 10.20.0.54"), ("search", "example.org")), Item("gateway", ("addresses", "10.20.0.1"))],
            [InventorySections.Software] = windows ? [.. Programs.Select(Program)] : [.. Packages.Where((_, i) => i < 12 || MadeUp.Pick(seed, 3, 30 + i) > 0).Select(Package)],
            [InventorySections.Services] = [.. (windows ? WindowsServices : Units).Select(name => Item(windows ? name : name + ".service", ("title", name), ("state", "running"), ("start", windows ? "auto" : "enabled")))],
            [InventorySections.Printers] = MadeUp.Pick(seed, 2, 22) == 0 ? [] : [Item("office-2", ("driver", "HP LaserJet Enterprise M507"), ("location", "Second floor"), ("state", "idle"), ("default", "true"))],
            [InventorySections.PendingUpdates] = [.. Packages.Take(windows ? 0 : MadeUp.Pick(seed, 4, 23)).Select(package => package.Split(' ')).Select(part => Item(part[0], ("installed", part[1]), ("available", part[1] + ".1"), ("security", "true")))],
            [InventorySections.Accounts] = [.. users.Select(user => Item(user.Name, ("uid", "1000"), ("fullName", user.Name.Replace('.', ' ')), ("administrator", "false")))],
        };
    }

    private static InventoryItem Package(string text) => text.Split(' ') is [var name, var version]
        ? Item($"{name}:amd64", ("version", version), ("source", name), ("vendor", "Debian"))
        : throw new FormatException(text);

    private static InventoryItem Program(string text) => text.Split('|') is [var name, var version, var vendor]
        ? Item($"{name} (x64)", ("version", version), ("vendor", vendor))
        : throw new FormatException(text);

    private static InventoryItem Item(string key, params ReadOnlySpan<(string Name, string Value)> fields)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in fields)
            known[name] = value;
        return new InventoryItem(key, known);
    }
}
