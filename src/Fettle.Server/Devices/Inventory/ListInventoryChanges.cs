using System.Text.Json;
using Fettle.Server.People;
using Fettle.Server.Platform.Paging;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Devices.Inventory;

/// <summary>Shows what changed on a device and when, the newest first.</summary>
internal sealed class ListInventoryChanges(FettleDb db, IDevices devices, CurrentPerson me) : IUseCase
{
    /// <param name="Kind">added, changed or removed.</param>
    /// <param name="Before">The fields that are different, as they were.</param>
    public sealed record ChangeView(
        long Id, DateTimeOffset At, string Section, string Key, string Kind, IReadOnlyDictionary<string, string>? Before, IReadOnlyDictionary<string, string>? After);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/devices/{id:long}/inventory/history",
            async (long id, string? section, string? cursor, int? limit, ListInventoryChanges useCase, CancellationToken cancel) =>
                TypedResults.Ok(await useCase.RunAsync(id, section, cursor, limit, cancel)));

    public async Task<Page<ChangeView>> RunAsync(long device, string? section, string? cursor, int? limit, CancellationToken cancel)
    {
        await devices.RequireAsync(device, me, Permission.ViewDevices, cancel);
        var (from, count) = (Cursor.Read(cursor), Cursor.Limit(limit));
        var changes = await db.InventoryChanges.AsNoTracking()
            .Where(c => c.DeviceId == device && (section == null || c.Section == section) && (from == null || c.Id < from.Id))
            .OrderByDescending(c => c.Id).Take(count + 1).ToListAsync(cancel);
        return Cursor.Page(changes, count, c => new Cursor("", c.Id), c => new ChangeView(
            c.Id, c.At, c.Section, c.Key, JsonNamingPolicy.CamelCase.ConvertName(c.Kind.ToString()), Fields(c.Before), Fields(c.After)));
    }

    private static Dictionary<string, string>? Fields(string? json) => json is null ? null : JsonSerializer.Deserialize<Dictionary<string, string>>(json);
}
