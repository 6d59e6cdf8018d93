using System.Security.Cryptography;
using System.Text;

namespace Fettle.Protocol;

/// <summary>One thing of a section: a disk, a package, an interface.</summary>
/// <param name="Key">Unique within its section and stable between two looks: a device name, a package name with its architecture.</param>
/// <param name="Fields">Name to value; numbers invariant, sizes in bytes, instants ISO 8601 UTC. Field names are camelCase.</param>
public sealed record InventoryItem(string Key, IReadOnlyDictionary<string, string> Fields);

/// <summary>What changed in one section since the inventory that the server last acknowledged.</summary>
/// <param name="Section">One of <see cref="InventorySections"/>.</param>
/// <param name="Whole">The section is sent entire: what is not in <paramref name="Set"/> is gone.</param>
/// <param name="Set">New and changed items, whole.</param>
/// <param name="Removed">Keys that are gone.</param>
/// <param name="HashAfter"><see cref="InventorySections.Hash"/> of the section once this is applied; the server asks for the whole where it gets another.</param>
public sealed record SectionChange(string Section, bool Whole, IReadOnlyList<InventoryItem> Set, IReadOnlyList<string> Removed, string HashAfter);

/// <param name="TakenAt">When the device was looked at.</param>
public sealed record InventoryUpdate(DateTimeOffset TakenAt, IReadOnlyList<SectionChange> Changes);

/// <param name="Resend">Sections that did not add up and are wanted whole.</param>
public sealed record InventoryAcknowledged(IReadOnlyList<string> Resend);

/// <summary>The sections of an inventory. A section that an agent cannot read is left out, not sent empty.</summary>
public static class InventorySections
{
    /// <summary>One item <c>system</c>: manufacturer, model, serial, chassis, processor, cores, threads, memory.</summary>
    public const string Hardware = "hardware";

    /// <summary>One item <c>firmware</c>: vendor, version, date, mode (uefi, bios), secureBoot.</summary>
    public const string Firmware = "firmware";

    /// <summary>One item <c>os</c>: name, version, kernel, architecture, hostName, domain, timeZone, installedAt, virtualisation.</summary>
    public const string OperatingSystem = "operatingSystem";

    /// <summary>Key is the device name: model, serial, size, kind (ssd, hdd, nvme, virtual), removable.</summary>
    public const string Disks = "disks";

    /// <summary>Key is the mount point: device, type, size, used, readOnly. Sizes are rounded so that an idle device sends no differences.</summary>
    public const string FileSystems = "fileSystems";

    /// <summary>Key is the interface name: mac, addresses, state, speed, kind; and an item <c>dns</c>, <c>gateway</c>.</summary>
    public const string Network = "network";

    /// <summary>Key is name with architecture: version, source, vendor, installedAt.</summary>
    public const string Software = "software";

    /// <summary>Key is the unit's or service's name: title, state, start.</summary>
    public const string Services = "services";

    /// <summary>Key is the queue: driver, location, state, default.</summary>
    public const string Printers = "printers";

    /// <summary>Key is the package: installed, available, security.</summary>
    public const string PendingUpdates = "pendingUpdates";

    /// <summary>Key is the account: uid, fullName, home, shell, administrator.</summary>
    public const string Accounts = "accounts";

    /// <summary>Every section, in the order in which a device's page shows them.</summary>
    public static readonly IReadOnlyList<string> All =
        [Hardware, Firmware, OperatingSystem, Disks, FileSystems, Network, Software, Services, Printers, PendingUpdates, Accounts];

    /// <summary>SHA-256 over the items in ordinal order of their keys, and their fields likewise; lower-case hexadecimal.</summary>
    public static string Hash(IEnumerable<InventoryItem> items)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var item in items.OrderBy(i => i.Key, StringComparer.Ordinal))
        {
            Append(item.Key);
            foreach (var (name, value) in item.Fields.OrderBy(f => f.Key, StringComparer.Ordinal))
            {
                Append(name);
                Append(value);
            }
            hash.AppendData("\u0001"u8);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append(string text)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
            hash.AppendData("\0"u8);
        }
    }
}
