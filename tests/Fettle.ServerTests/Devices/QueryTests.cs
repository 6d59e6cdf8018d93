using Fettle.Protocol;
using Fettle.Server.People;
using Fettle.ServerTests.Diagnosis;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.Devices;

/// <summary>No page asks the database more often because it shows more.</summary>
public abstract class QueryTests(FettleServer server)
{
    [Theory]
    [InlineData("/api/devices")]
    [InlineData("/api/jobs")]
    [InlineData("/api/holds")]
    [InlineData("/api/enrolment-tokens")]
    [InlineData("/api/devices/{device}")]
    [InlineData("/api/devices/{device}/jobs")]
    [InlineData("/api/devices/{device}/checkups")]
    [InlineData("/api/devices/{device}/inventory/history")]
    [InlineData("/api/tickets/{ticket}/diagnosis")]
    public async Task Ten_times_the_rows_take_as_many_queries(string path)
    {
        var organisation = await server.OrganisationAsync();
        var lead = await server.SignInAsync(Role.Lead, organisation);
        using var device = await ScriptedDevice.EnrolAsync(server, organisation);
        var ticket = 700_000 + organisation;
        var page = path.Replace("{device}", $"{device.Id}").Replace("{ticket}", $"{ticket}");
        await FillAsync(lead, device, ticket, rows: 1);
        var few = await server.QueriesAsync(() => lead.Client.GetStringAsync(page));

        await FillAsync(lead, device, ticket, rows: 9);
        var many = await server.QueriesAsync(() => lead.Client.GetStringAsync(page));

        Assert.InRange(few, 1, 20);
        Assert.Equal(few, many);
    }

    private async Task FillAsync(TestPerson lead, ScriptedDevice device, long ticket, int rows)
    {
        for (var n = 0; n < rows; n++)
        {
            using var another = await ScriptedDevice.EnrolAsync(server, lead.OrganisationId);
            var started = await lead.PostAsync("/checkups", new { deviceId = device.Id, ticketNumber = ticket });
            await device.FinishAsync(Assert.Single(await device.FetchJobsAsync()), report: Reports.FullDisk);
            await server.DeliverOutboxAsync();
            await lead.PostAsync("/remedies", new { checkUpId = started.GetProperty("id").GetInt64(), cause = "fs.full", remedyId = "clean-caches" });
            await device.FinishAsync(Assert.Single(await device.FetchJobsAsync()), report: Reports.Fix(verified: true));
            await server.DeliverOutboxAsync();
            InventoryItem[] items = [new($"package-{Guid.NewGuid():N}", new Dictionary<string, string> { ["version"] = "1" })];
            await device.SendInventoryAsync(new SectionChange(InventorySections.Software, true, items, [], InventorySections.Hash(items)));
        }
    }

    public sealed class Sqlite(OnSqlite server) : QueryTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : QueryTests(server), IClassFixture<OnPostgres>;
}
