using Fettle.Diagnosis;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Diagnosis.CheckUps;

/// <summary>What other modules learn about findings.</summary>
internal sealed class OpenFindings(FettleDb db) : IFindings
{
    public async Task<IReadOnlyDictionary<long, int>> OpenAsync(IReadOnlyCollection<long> devices, CancellationToken cancel) => await db.FoundCauses
        .Where(f => devices.Contains(f.DeviceId) && f.ClosedAt == null && f.Severity != Severity.Info)
        .GroupBy(f => f.DeviceId)
        .Select(g => new { Device = g.Key, Count = g.Count() })
        .ToDictionaryAsync(g => g.Device, g => g.Count, cancel);
}
