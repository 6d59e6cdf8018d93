using System.Text.Json;
using Fettle.Protocol;
using Fettle.Server.Devices.Fleet;
using Fettle.Server.Devices.Gateway;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Search;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Devices.Inventory;

/// <summary>
/// Brings a device's inventory up to date and keeps what changed. A section whose hash is not what the device says afterwards is asked for whole; until that
/// comes it stays as it was.
/// </summary>
internal sealed class TakeInventory(FettleDb db, CurrentDevice device, ISearchIndex search, TimeProvider clock) : IUseCase
{
    /// <summary>A first inventory, or another operating system, is not thousands of changes.</summary>
    private const int MostChangesAtOnce = 500;

    /// <summary>Of a device; one that changes all the time pushes out its own oldest.</summary>
    private const int MostChangesKept = 20_000;

    public static void Map(RouteGroupBuilder agent) =>
        agent.MapPost(AgentRoute.Of(Routes.Inventory),
            async (HttpRequest request, TakeInventory useCase, CancellationToken cancel) => AgentMessages.Answer(
                await useCase.RunAsync(await request.ReadAgentMessageAsync(ProtocolJson.Default.InventoryUpdate, AgentMessages.Large, cancel), cancel),
                ProtocolJson.Default.InventoryAcknowledged))
            .WithName("takeInventory");

    /// <exception cref="Invalid">A section that the protocol does not know, or one with more than it may have.</exception>
    public async Task<InventoryAcknowledged> RunAsync(InventoryUpdate update, CancellationToken cancel)
    {
        var changes = update.Changes ?? throw new Invalid(nameof(update.Changes), "is missing");
        if (changes.Any(c => c is null || !InventorySections.All.Contains(c.Section)) || changes.DistinctBy(c => c.Section).Count() != changes.Count)
            throw new Invalid(nameof(update.Changes), "names a section that there is not, or one twice");

        var resend = new List<string>();
        await db.InTransactionAsync(
            async () =>
            {
                var names = changes.Select(c => c.Section).ToList();
                var known = await db.Inventory.Where(s => s.DeviceId == device.Id && names.Contains(s.Section)).ToDictionaryAsync(s => s.Section, cancel);
                foreach (var change in changes)
                {
                    if (!Apply(change, known.GetValueOrDefault(change.Section)))
                        resend.Add(change.Section);
                }
                await FollowOperatingSystemAsync(changes, cancel);
                // Asked for until every section has come whole once.
                if (resend.Count == 0 && changes.Any(c => c.Whole))
                    await db.Sightings.Where(s => s.DeviceId == device.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.InventoryWanted, false), cancel);
                db.Nudge("device", device.Id, device.OrganisationId);
                await db.SaveChangesAsync(cancel);
                await ForgetOldestAsync(cancel);
            },
            cancel);
        return new(resend);
    }

    private async Task ForgetOldestAsync(CancellationToken cancel)
    {
        var newest = db.InventoryChanges.Where(c => c.DeviceId == device.Id).OrderByDescending(c => c.Id);
        var last = await newest.Skip(MostChangesKept).Select(c => c.Id).FirstOrDefaultAsync(cancel);
        if (last > 0)
            await db.InventoryChanges.Where(c => c.DeviceId == device.Id && c.Id <= last).ExecuteDeleteAsync(cancel);
    }

    /// <summary>False where it does not add up.</summary>
    private bool Apply(SectionChange change, InventorySection? section)
    {
        if (section is null && !change.Whole)
            return false;
        var set = change.Set ?? [];
        var before = SectionItems.Read(section?.Items);
        var said = change.Whole ? set : Merge(before, set, change.Removed ?? []);
        var after = SectionItems.Clean(said) ?? throw new Invalid(nameof(change.Set), $"has more than section {change.Section} may have");

        // A section with text that is not kept never adds up as differences; it then comes whole each time, which is taken as it is.
        if (!change.Whole && InventorySections.Hash(said) != change.HashAfter)
            return false;

        var now = clock.GetUtcNow();
        if (section is null)
        {
            db.Add(new InventorySection
            {
                DeviceId = device.Id,
                OrganisationId = device.OrganisationId,
                Section = change.Section,
                Hash = InventorySections.Hash(after),
                Count = after.Count,
                Items = SectionItems.Write(after),
                TakenAt = now,
            });
            return true;
        }
        db.AddRange(Differences(change.Section, before, after, now).Take(MostChangesAtOnce));
        (section.Hash, section.Count, section.Items, section.TakenAt) = (InventorySections.Hash(after), after.Count, SectionItems.Write(after), now);
        return true;
    }

    private static List<InventoryItem> Merge(IReadOnlyList<InventoryItem> before, IReadOnlyList<InventoryItem> set, IReadOnlyList<string> removed)
    {
        var items = before.ToDictionary(i => i.Key, StringComparer.Ordinal);
        foreach (var key in removed.Where(k => k is not null))
            items.Remove(key);
        foreach (var item in set.Where(i => i?.Key is not null))
            items[item.Key] = item;
        return [.. items.Values];
    }

    private IEnumerable<InventoryChange> Differences(string section, IReadOnlyList<InventoryItem> before, IReadOnlyList<InventoryItem> after, DateTimeOffset at)
    {
        var was = before.ToDictionary(i => i.Key, i => i.Fields, StringComparer.Ordinal);
        foreach (var item in after)
        {
            if (!was.Remove(item.Key, out var old))
                yield return Change(item.Key, ChangeKind.Added, null, item.Fields);
            else if (item.Fields.Except(old).Concat(old.Except(item.Fields)).Select(f => f.Key).ToHashSet(StringComparer.Ordinal) is { Count: > 0 } different)
                yield return Change(item.Key, ChangeKind.Changed, old.Where(f => different.Contains(f.Key)), item.Fields.Where(f => different.Contains(f.Key)));
        }
        foreach (var (key, fields) in was)
            yield return Change(key, ChangeKind.Removed, fields, null);

        InventoryChange Change(string key, ChangeKind kind, IEnumerable<KeyValuePair<string, string>>? old, IEnumerable<KeyValuePair<string, string>>? now) => new()
        {
            OrganisationId = device.OrganisationId,
            DeviceId = device.Id,
            At = at,
            Section = section,
            Key = key,
            Kind = kind,
            Before = Json(old),
            After = Json(now),
        };

        static string? Json(IEnumerable<KeyValuePair<string, string>>? fields) => fields is null ? null : JsonSerializer.Serialize(fields.ToDictionary());
    }

    private async Task FollowOperatingSystemAsync(IReadOnlyList<SectionChange> changes, CancellationToken cancel)
    {
        if (changes.FirstOrDefault(c => c.Section == InventorySections.OperatingSystem)?.Set is not [{ Fields: { } fields }, ..])
            return;
        var entity = await db.Devices.FirstAsync(d => d.Id == device.Id, cancel);
        entity.IsRunning(Field("hostName", 120), Os(), null);
        if (db.Entry(entity).State == EntityState.Modified)
            await search.PutAsync(entity.ToDocument(), cancel);

        string? Os() => (Field("name", 120), Field("version", 60)) switch
        {
            ({ } name, { } version) when !name.Any(char.IsDigit) => HostileText.Line($"{name} {version}", 120),
            var (name, _) => name,
        };

        string? Field(string field, int longest) => HostileText.LineOrNull(fields.GetValueOrDefault(field), longest);
    }
}
