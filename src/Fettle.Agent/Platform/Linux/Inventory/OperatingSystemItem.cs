using System.Runtime.InteropServices;
using Fettle.Protocol;

namespace Fettle.Agent.Platform.Linux.Inventory;

internal static class OperatingSystemItem
{
    private static readonly string[] WrittenByInstaller = ["/var/log/installer", "/lost+found", "/etc/machine-id"];

    public static string Name => Assignments.Read("/etc/os-release").GetValueOrDefault("PRETTY_NAME") ?? "Linux";

    public static IReadOnlyList<InventoryItem> Read()
    {
        var release = Assignments.Read("/etc/os-release");
        return
        [
            new Fields
            {
                { "name", release.GetValueOrDefault("PRETTY_NAME") ?? "Linux" },
                { "version", TextFile.TryReadWord("/etc/debian_version") is { } debian && release.GetValueOrDefault("ID") == "debian" ? debian : release.GetValueOrDefault("VERSION_ID") },
                { "kernel", TextFile.TryReadWord("/proc/sys/kernel/osrelease") },
                { "architecture", RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant() },
                { "hostName", Environment.MachineName },
                { "domain", Domain() },
                { "timeZone", TimeZone() },
                { "installedAt", InstalledAt() },
                { "virtualisation", Virtualisation() },
            }.ToItem("os"),
        ];
    }

    /// <summary>The directory it has joined, else the domain in its own name.</summary>
    private static string? Domain() =>
        TextFile.Lines("/etc/krb5.conf").Select(line => line.Split('=', 2)).FirstOrDefault(part => part[0].Trim() == "default_realm")?.ElementAtOrDefault(1)?.Trim()
        ?? TextFile.Lines("/etc/hosts").SelectMany(line => line.Split('#')[0].Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Skip(1))
            .FirstOrDefault(name => name.StartsWith(Environment.MachineName + ".", StringComparison.OrdinalIgnoreCase))?[(Environment.MachineName.Length + 1)..];

    private static string? TimeZone()
    {
        const string Zones = "/zoneinfo/";
        var target = File.Exists("/etc/localtime") ? new FileInfo("/etc/localtime").LinkTarget : null;
        return target?.IndexOf(Zones, StringComparison.Ordinal) is >= 0 and var at ? target[(at + Zones.Length)..] : TextFile.TryReadWord("/etc/timezone");
    }

    private static DateTimeOffset? InstalledAt()
    {
        var witness = WrittenByInstaller.FirstOrDefault(Path.Exists);
        var written = witness is null ? DateTime.MinValue : File.GetLastWriteTimeUtc(witness);
        return written.Year < 1980 ? null : new DateTimeOffset(written);
    }

    private static string? Virtualisation()
    {
        if (TextFile.TryReadWord("/run/systemd/container") is { } container)
            return container;
        if (File.Exists("/.dockerenv"))
            return "docker";
        if (File.Exists("/run/.containerenv"))
            return "podman";
        var maker = $"{TextFile.TryReadWord("/sys/class/dmi/id/sys_vendor")} {TextFile.TryReadWord("/sys/class/dmi/id/product_name")}";
        (string Sign, string Name)[] known =
            [("QEMU", "kvm"), ("KVM", "kvm"), ("VMware", "vmware"), ("VirtualBox", "virtualbox"), ("Virtual Machine", "hyper-v"), ("Xen", "xen"), ("Amazon EC2", "ec2"), ("Google", "gce")];
        if (known.FirstOrDefault(one => maker.Contains(one.Sign, StringComparison.Ordinal)).Name is { } name)
            return name;
        var hypervisor = TextFile.Lines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("flags", StringComparison.Ordinal))?.Contains(" hypervisor", StringComparison.Ordinal);
        return hypervisor == true ? "virtual machine" : null;
    }
}
