using Fettle.Server.Devices;
using Fettle.Server.People;
using Fettle.Server.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Searching;

/// <summary>Whom or which device a name means: those who have its words, else those whose names are nearly it.</summary>
internal sealed class SimilarNames(ISearchIndex index, IPeople people, IDevices devices)
{
    private const int Most = 2000;

    /// <param name="kind"><c>person</c> or <c>device</c>.</param>
    /// <returns>Of the caller's organisations; none where nothing comes near.</returns>
    public async Task<IReadOnlyList<long>> FindAsync(string kind, string name, CancellationToken cancel)
    {
        var matches = await index.MatchingAsync(kind, name, cancel);
        var exact = await SeenAsync(kind, await matches.Ids.Distinct().Take(Most).ToListAsync(cancel), cancel);
        return exact.Count > 0 ? exact : await SeenAsync(kind, (await index.SimilarAsync(kind, name, cancel)).Select(h => h.Id), cancel);
    }

    private async Task<IReadOnlyList<long>> SeenAsync(string kind, IEnumerable<long> ids, CancellationToken cancel) =>
        kind == "device" ? [.. (await devices.NamesAsync(ids, cancel)).Keys] : [.. (await people.NamesAsync(ids, cancel)).Keys];
}
