using Fettle.Server.Devices;

namespace Fettle.ServerTests.Testing;

internal sealed class NoDevices : IDevices
{
    public Task<IReadOnlyDictionary<long, DeviceName>> NamesAsync(IEnumerable<long> ids, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyDictionary<long, DeviceName>>(new Dictionary<long, DeviceName>());

    public Task<DeviceName?> WorkplaceOfAsync(long personId, CancellationToken cancel) => Task.FromResult<DeviceName?>(null);
}
