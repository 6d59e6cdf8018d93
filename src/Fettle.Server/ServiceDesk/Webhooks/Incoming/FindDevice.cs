using Fettle.Server.Devices;
using Fettle.Server.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Webhooks.Incoming;

/// <summary>The device that another program means by a name, <c>PC-12.office.example:9100</c>: only where exactly one has it.</summary>
internal sealed class FindDevice(ISearchIndex index, IDevices devices)
{
    private const int Most = 20;

    /// <returns>Null where none or several are called so.</returns>
    public async Task<long?> RunAsync(long organisation, string written, CancellationToken cancel)
    {
        var host = written.Split(':')[0];
        foreach (var name in new[] { host, host.Split('.')[0] }.Distinct())
        {
            var ids = await (await index.MatchingAsync("device", name, cancel)).Ids.Distinct().Take(Most).ToListAsync(cancel);
            var called = (await devices.InServiceAsync(ids, cancel)).Values.Where(d => d.OrganisationId == organisation && d.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
            if (called is [var only])
                return only.Id;
        }
        return null;
    }
}
