using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Fettle.Server.Devices.Gateway;

/// <summary>The sockets that this replica holds: one a device, the newer wins.</summary>
internal sealed class Connections
{
    private readonly ConcurrentDictionary<long, Connection> _byDevice = new();

    public Connections(IMeterFactory meters) =>
        meters.Create("Fettle.Devices").CreateObservableGauge("fettle_agents_connected", () => _byDevice.Count, description: "Agents whose socket this replica holds.");

    /// <summary>This replica's name among the gateways; another at every start.</summary>
    public string Gateway { get; } = Guid.NewGuid().ToString("N")[..12];

    public IEnumerable<Connection> All => _byDevice.Values;

    public Connection? Find(long device) => _byDevice.GetValueOrDefault(device);

    public void Enter(Connection connection)
    {
        Connection? older = null;
        _byDevice.AddOrUpdate(
            connection.DeviceId, connection, (_, was) =>
            {
                older = was;
                connection.TakesThePlaceOf(was);
                return connection;
            });
        older?.Cut();
    }

    /// <summary>The device's key is in use by another process, whose socket took the place of this session's.</summary>
    public bool IsHeldByAnother(CurrentDevice device) => Find(device.Id) is { } held && held.Displaced.Contains(device.Session);

    /// <summary>False where a newer socket of the same device has taken its place.</summary>
    public bool Leave(Connection connection) => _byDevice.TryRemove(new(connection.DeviceId, connection));
}
