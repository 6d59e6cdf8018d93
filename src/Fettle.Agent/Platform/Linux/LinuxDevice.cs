using Fettle.Agent.Platform.Linux.Inventory;
using Fettle.Protocol;

namespace Fettle.Agent.Platform.Linux;

internal sealed class LinuxDevice : IDevice
{
    private static readonly TimeSpan InventoryTimeLimit = TimeSpan.FromMinutes(3);
    private readonly PendingUpdates _updates = new();

    public DeviceIdentity Identity => new(Environment.MachineName, TextFile.TryReadWord("/etc/machine-id"), OperatingSystemItem.Name, "linux");

    public IReadOnlyList<UserAtWork> UsersAtWork() => Linux.UsersAtWork.Read();

    public DeviceFigures Figures() => Linux.Figures.Read();

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<InventoryItem>>> TakeInventoryAsync(CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(InventoryTimeLimit);
        var sections = new Dictionary<string, IReadOnlyList<InventoryItem>?>
        {
            [InventorySections.Hardware] = Hardware.Read(),
            [InventorySections.Firmware] = Firmware.Read(),
            [InventorySections.OperatingSystem] = OperatingSystemItem.Read(),
            [InventorySections.Disks] = Disks.Read(),
            [InventorySections.FileSystems] = FileSystems.Read(),
            [InventorySections.Network] = Network.Read(),
            [InventorySections.Software] = await Software.ReadAsync(limit.Token),
            [InventorySections.Services] = await Services.ReadAsync(limit.Token),
            [InventorySections.Printers] = Printers.Read(),
            [InventorySections.PendingUpdates] = await _updates.ReadAsync(limit.Token),
            [InventorySections.Accounts] = Accounts.Read(),
        };
        return sections.Where(section => section.Value is not null).ToDictionary(section => section.Key, section => section.Value!);
    }

    public Task<int> RunAsync(string command, Action<string> printed, CancellationToken cancel) => LinuxShell.RunAsync(command, printed, cancel);

    public string Script(IReadOnlyList<string> commands) => "set -e\n" + string.Join('\n', commands);
}
