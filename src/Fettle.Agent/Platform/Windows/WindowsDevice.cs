using System.Runtime.Versioning;
using Fettle.Protocol;

namespace Fettle.Agent.Platform.Windows;

[SupportedOSPlatform("windows")]
internal sealed class WindowsDevice : IDevice
{
    private readonly WindowsFigures _figures = new();

    public DeviceIdentity Identity =>
        new(Environment.MachineName, WindowsInventory.Value(@"SOFTWARE\Microsoft\Cryptography", "MachineGuid"), WindowsInventory.OsName, "windows");

    public IReadOnlyList<UserAtWork> UsersAtWork() => SignedInUsers.Read();

    public DeviceFigures Figures() => _figures.Read();

    public Task<IReadOnlyDictionary<string, IReadOnlyList<InventoryItem>>> TakeInventoryAsync(CancellationToken cancel) => Task.Run(() =>
    {
        var sections = new Dictionary<string, IReadOnlyList<InventoryItem>?>
        {
            [InventorySections.Hardware] = WindowsInventory.Hardware(),
            [InventorySections.Firmware] = WindowsInventory.Firmware(),
            [InventorySections.OperatingSystem] = WindowsInventory.OperatingSystemItem(),
            [InventorySections.Disks] = WindowsInventory.Disks(),
            [InventorySections.FileSystems] = WindowsInventory.FileSystems(),
            [InventorySections.Network] = WindowsInventory.Network(),
            [InventorySections.Software] = WindowsInventory.Software(),
            [InventorySections.Services] = WindowsInventory.Services(),
            [InventorySections.Printers] = WindowsInventory.Printers(),
            [InventorySections.Accounts] = WindowsInventory.Accounts(),
        };
        return (IReadOnlyDictionary<string, IReadOnlyList<InventoryItem>>)sections
            .Where(section => section.Value is not null).ToDictionary(section => section.Key, section => section.Value!);
    }, cancel);

    public Task<int> RunAsync(string command, Action<string> printed, CancellationToken cancel) => WindowsShell.RunAsync(command, printed, cancel);

    public string Script(IReadOnlyList<string> commands) => string.Join(" && ", commands);
}
