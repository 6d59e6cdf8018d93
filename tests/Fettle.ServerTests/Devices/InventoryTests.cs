using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Fettle.Protocol;
using Fettle.Server.People;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.Devices;

public abstract class InventoryTests(FettleServer server)
{
    [Fact]
    public async Task Differences_are_applied_and_kept_as_a_history_of_what_changed()
    {
        var (technician, device) = await NewAsync();
        InventoryItem[] before = [Package("bash", "5.2"), Package("curl", "7.88"), Package("nano", "7.2")];
        Assert.Empty((await device.SendInventoryAsync(Whole(before))).Resend);

        InventoryItem[] after = [Package("bash", "5.2"), Package("curl", "8.1"), Package("vim", "9")];
        Assert.Empty((await device.SendInventoryAsync(Difference(set: [after[1], after[2]], removed: ["nano"], after))).Resend);

        var section = await technician.Client.GetFromJsonAsync<JsonElement>($"/api/devices/{device.Id}/inventory/software");
        Assert.Equal(["bash", "curl", "vim"], section.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("key").GetString()));
        var history = (await technician.Client.GetFromJsonAsync<JsonElement>($"/api/devices/{device.Id}/inventory/history")).GetProperty("items").EnumerateArray()
            .Select(c => (c.GetProperty("key").GetString(), c.GetProperty("kind").GetString(), Version(c, "before"), Version(c, "after"))).ToHashSet();
        Assert.Equal([("curl", "changed", "7.88", "8.1"), ("vim", "added", null, "9"), ("nano", "removed", "7.2", null)], history);
    }

    [Fact]
    public async Task A_section_that_does_not_add_up_is_asked_for_whole_and_stays_as_it_was()
    {
        var (technician, device) = await NewAsync();
        await device.SendInventoryAsync(Whole(Package("bash", "5.2")));

        var wrong = Difference(set: [Package("vim", "9")], removed: [], after: [Package("vim", "9")]);
        Assert.Equal([InventorySections.Software], (await device.SendInventoryAsync(wrong)).Resend);
        Assert.Equal([InventorySections.Printers], (await device.SendInventoryAsync(new SectionChange(InventorySections.Printers, false, [], [], "?"))).Resend);

        var section = await technician.Client.GetFromJsonAsync<JsonElement>($"/api/devices/{device.Id}/inventory/software");
        Assert.Equal(1, section.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task The_whole_inventory_is_wanted_until_it_has_come()
    {
        var (_, device) = await NewAsync();
        Assert.True((await device.PollAsync()).Nudge.InventoryWanted);

        await device.SendInventoryAsync(Whole(Package("bash", "5.2")));

        Assert.False((await device.PollAsync()).Nudge.InventoryWanted);
    }

    [Theory]
    [InlineData("""{"takenAt":"2031-01-06T09:00:00Z"}""")]
    [InlineData("""{"takenAt":"2031-01-06T09:00:00Z","changes":[null]}""")]
    [InlineData("""{"takenAt":"2031-01-06T09:00:00Z","changes":[{"section":"passwords","whole":true,"set":[],"removed":[],"hashAfter":""}]}""")]
    [InlineData("""{"takenAt":"2031-01-06T09:00:00Z","changes":[{"section":"software","whole":true,"set":[null],"removed":[],"hashAfter":""}]}""")]
    [InlineData("""{"takenAt":"2031-01-06T09:00:00Z","changes":[{"section":"software","whole":true,"set":[{"key":"a","fields":{"v":null}}],"removed":[],"hashAfter":""}]}""")]
    [InlineData("""{"takenAt":"2031-01-06T09:00:00Z","changes":[{"section":"software","whole":true,"set":[{"key":"a"}],"removed":[],"hashAfter":""}]}""")]
    [InlineData("""{"takenAt":"2031-01-06T09:00:00Z","changes":[{"section":"software","whole":true,"set":[],"removed":[]},{"section":"software","whole":true,"set":[],"removed":[]}]}""")]
    public async Task An_inventory_that_is_none_is_refused(string said)
    {
        var (_, device) = await NewAsync();

        using var answer = await device.SendAsync(HttpMethod.Post, Routes.Inventory, new StringContent(said, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Hostile_items_are_kept_as_bounded_text_without_what_misleads()
    {
        var (technician, device) = await NewAsync();
        var hostile = new InventoryItem("a\0b\u202E", new Dictionary<string, string> { ["version"] = "<script>\u0007" + new string('x', 5000), ["n\0"] = "1", ["n"] = "2" });
        await device.SendInventoryAsync(Whole(hostile));

        var section = await technician.Client.GetFromJsonAsync<JsonElement>($"/api/devices/{device.Id}/inventory/software");
        var item = section.GetProperty("items")[0];
        Assert.Equal("ab", item.GetProperty("key").GetString());
        Assert.Equal(1000, item.GetProperty("fields").GetProperty("version").GetString()!.Length);
        Assert.StartsWith("<script>x", item.GetProperty("fields").GetProperty("version").GetString());
    }

    [Fact]
    public async Task A_device_that_gets_another_name_is_called_by_it_unless_somebody_named_it()
    {
        var (technician, device) = await NewAsync();
        using var named = await ScriptedDevice.EnrolAsync(server, technician.OrganisationId, "pc-2");
        var lead = await server.SignInAsync(Role.Lead, technician.OrganisationId);
        Assert.Equal(HttpStatusCode.NoContent, (await lead.Client.PutAsJsonAsync($"/api/devices/{named.Id}", new { name = "Front desk" })).StatusCode);

        foreach (var each in new[] { device, named })
            await each.SendInventoryAsync(OperatingSystem(("hostName", "renamed"), ("name", "Debian GNU/Linux 13 (trixie)"), ("version", "13.1")));

        var list = (await technician.Client.GetFromJsonAsync<JsonElement>("/api/devices?q=trixie")).GetProperty("items");
        Assert.Equal(["Front desk", "renamed"], list.EnumerateArray().Select(d => d.GetProperty("name").GetString()));
    }

    private async Task<(TestPerson Technician, ScriptedDevice Device)> NewAsync()
    {
        var organisation = await server.OrganisationAsync();
        return (await server.SignInAsync(Role.Technician, organisation), await ScriptedDevice.EnrolAsync(server, organisation));
    }

    private static InventoryItem Package(string name, string version) => new(name, new Dictionary<string, string> { ["version"] = version });

    private static SectionChange Whole(params InventoryItem[] items) => new(InventorySections.Software, true, items, [], InventorySections.Hash(items));

    private static SectionChange Difference(InventoryItem[] set, string[] removed, InventoryItem[] after) =>
        new(InventorySections.Software, false, set, removed, InventorySections.Hash(after));

    private static SectionChange OperatingSystem(params (string Name, string Value)[] fields)
    {
        InventoryItem[] items = [new("os", fields.ToDictionary(f => f.Name, f => f.Value))];
        return new(InventorySections.OperatingSystem, true, items, [], InventorySections.Hash(items));
    }

    private static string? Version(JsonElement change, string when) =>
        change.GetProperty(when) is { ValueKind: JsonValueKind.Object } fields ? fields.GetProperty("version").GetString() : null;

    public sealed class Sqlite(OnSqlite server) : InventoryTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : InventoryTests(server), IClassFixture<OnPostgres>;
}
