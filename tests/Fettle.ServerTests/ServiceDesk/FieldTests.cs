using System.Net;
using System.Text.Json;
using Fettle.Server.People;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk;

public abstract class FieldTests(FettleServer server)
{
    [Fact]
    public async Task A_ticket_is_found_by_its_category_and_by_those_above()
    {
        var (desk, lead) = await OpenAsync();
        var hardware = await CategoryAsync(lead, desk.Organisation, "Hardware");
        var printer = await CategoryAsync(lead, desk.Organisation, "Printer", hardware);
        var (number, _) = (await desk.ReportAsync(), await desk.ReportAsync());

        await desk.Technician.PutAsync($"/tickets/{number}/category", new { categoryId = printer });

        Assert.Equal("Hardware › Printer", (await desk.Technician.GetAsync($"/tickets/{number}")).GetProperty("category").Text("path"));
        foreach (var category in new[] { hardware, printer })
            Assert.Equal([number], (await desk.Technician.GetAsync($"/tickets?categoryId={category}")).Items().Select(t => t.Number()));
        Assert.Contains("categoryChanged", await desk.TimelineAsync(number));
    }

    [Theory]
    [InlineData("number", "12,5", null)]
    [InlineData("number", "012.50", "12.5")]
    [InlineData("date", "22.11.2026", null)]
    [InlineData("date", "2026-11-22", "2026-11-22")]
    [InlineData("choice", "Moon", null)]
    [InlineData("choice", "Berlin", "Berlin")]
    [InlineData("yesNo", "true", null)]
    [InlineData("yesNo", "yes", "yes")]
    [InlineData("person", "999999", null)]
    [InlineData("device", "x", null)]
    [InlineData("text", " Room 5 ", "Room 5")]
    public async Task A_field_takes_what_its_type_says_and_nothing_else(string type, string written, string? kept)
    {
        var (desk, lead) = await OpenAsync();
        var field = await FieldAsync(lead, new { organisationId = desk.Organisation, name = "Field", type, choices = new[] { "Berlin", "Hamburg" } });
        var number = await desk.ReportAsync();

        var answer = await desk.Technician.PutAsync($"/tickets/{number}/fields/{field}", new { value = written }, kept is null ? HttpStatusCode.BadRequest : HttpStatusCode.OK);

        if (kept is null)
            Assert.True(answer.GetProperty("errors").TryGetProperty("value", out _));
        Assert.Equal(kept, Assert.Single((await desk.Technician.GetAsync($"/tickets/{number}")).GetProperty("fields").EnumerateArray()).Text("value"));
    }

    [Fact]
    public async Task A_person_is_shown_by_name_and_the_timeline_says_what_was_filled_in()
    {
        var (desk, lead) = await OpenAsync();
        var field = await FieldAsync(lead, new { organisationId = desk.Organisation, name = "Stands in", type = "person" });
        var number = await desk.ReportAsync();

        await desk.Technician.PutAsync($"/tickets/{number}/fields/{field}", new { value = $"{desk.Requester.Id}" });

        Assert.Equal("Rita", (await desk.Technician.GetAsync($"/tickets/{number}")).GetProperty("fields")[0].Text("shown"));
        Assert.Equal([number], (await desk.Technician.GetAsync($"/tickets?field={field}:{desk.Requester.Id}")).Items().Select(t => t.Number()));
        var line = (await desk.Technician.GetAsync($"/tickets/{number}/timeline")).Items()[^1].GetProperty("data");
        Assert.Equal(("Stands in", "Rita"), (line.Text("title"), line.Text("to")));
        await desk.Technician.PutAsync($"/tickets/{number}/fields/{field}", new { value = (string?)null });
        Assert.Empty((await desk.Technician.GetAsync($"/tickets?field={field}:{desk.Requester.Id}")).Items());
    }

    [Fact]
    public async Task A_ticket_is_not_solved_before_what_has_to_be_filled_in_is()
    {
        var (desk, lead) = await OpenAsync();
        var category = await CategoryAsync(lead, desk.Organisation, "Printer");
        var field = await FieldAsync(lead, new { organisationId = desk.Organisation, name = "Serial number", type = "text", required = true, categoryId = category });
        var (number, other) = (await desk.ReportAsync(), await desk.ReportAsync());
        await desk.Technician.PutAsync($"/tickets/{number}/category", new { categoryId = category });

        await desk.SetStatusAsync(other, "resolved");
        var refused = await desk.Technician.PutAsync($"/tickets/{number}/status", new { status = "resolved", force = true }, HttpStatusCode.Conflict);
        Assert.Contains("Serial number", refused.Text("detail")!, StringComparison.Ordinal);
        await desk.Technician.PutAsync($"/tickets/{number}/fields/{field}", new { value = "X-1" });
        await desk.SetStatusAsync(number, "resolved");
    }

    [Fact]
    public async Task A_field_is_there_for_the_tickets_that_it_is_for()
    {
        var (desk, lead) = await OpenAsync();
        await FieldAsync(lead, new { organisationId = desk.Organisation, name = "Cost centre", type = "text", kind = "request" });
        var (incident, request) = (await desk.ReportAsync(), (await desk.Technician.PostAsync("/tickets", new { kind = "request", subject = "a", body = "b" })).Number());

        Assert.Equal((0, 1), (await FieldsAsync(incident), await FieldsAsync(request)));

        async Task<int> FieldsAsync(long number) => (await desk.Technician.GetAsync($"/tickets/{number}")).GetProperty("fields").GetArrayLength();
    }

    [Fact]
    public async Task What_is_for_all_is_made_by_who_manages_all_and_what_is_anothers_is_not_seen()
    {
        var (desk, lead) = await OpenAsync();
        var (elsewhere, theirLead) = await OpenAsync();
        var everywhere = await server.SignInEverywhereAsync(Role.Lead, desk.Organisation);
        var theirs = await CategoryAsync(theirLead, elsewhere.Organisation, "Theirs");
        var number = await desk.ReportAsync();

        await desk.Technician.PostAsync("/categories", new { organisationId = desk.Organisation, name = "x" }, HttpStatusCode.Forbidden);
        await lead.PostAsync("/categories", new { organisationId = elsewhere.Organisation, name = "x" }, HttpStatusCode.NotFound);
        await lead.PostAsync("/categories", new { organisationId = (long?)null, name = "x" }, HttpStatusCode.Forbidden);
        await lead.PutAsync($"/categories/{theirs}", new { name = "x" }, HttpStatusCode.NotFound);
        await desk.Technician.PutAsync($"/tickets/{number}/category", new { categoryId = theirs }, HttpStatusCode.BadRequest);
        var shared = await CategoryAsync(everywhere, null, "For all");
        await desk.Technician.PutAsync($"/tickets/{number}/category", new { categoryId = shared });
        Assert.DoesNotContain((await desk.Technician.GetAsync("/categories")).EnumerateArray(), c => c.Number("id") == theirs);
        await lead.PutAsync($"/categories/{shared}", new { name = "Mine" }, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_retired_category_stays_where_it_is_and_is_given_to_no_other_ticket()
    {
        var (desk, lead) = await OpenAsync();
        var category = await CategoryAsync(lead, desk.Organisation, "Fax");
        var (number, other) = (await desk.ReportAsync(), await desk.ReportAsync());
        await desk.Technician.PutAsync($"/tickets/{number}/category", new { categoryId = category });

        await lead.PutAsync($"/categories/{category}", new { name = "Fax", retired = true });

        Assert.Equal("Fax", (await desk.Technician.GetAsync($"/tickets/{number}")).GetProperty("category").Text("path"));
        await desk.Technician.PutAsync($"/tickets/{other}/category", new { categoryId = category }, HttpStatusCode.BadRequest);
        Assert.Equal(JsonValueKind.Null, (await desk.Technician.GetAsync($"/tickets/{other}")).GetProperty("category").ValueKind);
    }

    private async Task<(Desk, TestPerson Lead)> OpenAsync()
    {
        var desk = await Desk.OpenAsync(server);
        return (desk, await server.SignInAsync(Role.Lead, desk.Organisation));
    }

    private static async Task<long> CategoryAsync(TestPerson who, long? organisationId, string name, long? parentId = null) =>
        (await who.PostAsync("/categories", new { organisationId, parentId, name })).Number("id");

    private static async Task<long> FieldAsync(TestPerson who, object field) => (await who.PostAsync("/fields", field)).Number("id");

    [Fact]
    public async Task A_field_of_the_desks_own_is_a_key_of_the_search()
    {
        var desk = await Desk.OpenAsync(server);
        var lead = await server.SignInAsync(Role.Lead, desk.Organisation);
        var (room, due) = (await FieldAsync("Asset tag", "text"), await FieldAsync("Delivered", "date"));
        var (first, second) = (await desk.ReportAsync("First"), await desk.ReportAsync("Second"));
        await desk.Technician.PutAsync($"/tickets/{first}/fields/{room}", new { value = "B 12 (left)" });
        await desk.Technician.PutAsync($"/tickets/{first}/fields/{due}", new { value = "2026-11-05" });

        Assert.Equal([first], await FindAsync("asset-tag:\"b 12\""));
        Assert.Equal([second], await FindAsync("assettag:none"));
        Assert.Equal([first], await FindAsync("delivered>2026-11-01 delivered<=2026-11-05"));
        Assert.Equal([second], await FindAsync("-assettag:left"));
        Assert.Contains("assettag", (await desk.Technician.GetAsync("/tickets/search/explain?q=a:b")).GetProperty("keys").EnumerateArray().Select(k => k.GetString()));
        await desk.Technician.GetAsync("/tickets?q=delivered%3Etomorrow", HttpStatusCode.BadRequest);

        async Task<long> FieldAsync(string name, string type) => (await lead.PostAsync("/fields", new { organisationId = desk.Organisation, name, type })).Number("id");
        async Task<IEnumerable<long>> FindAsync(string q) => (await desk.Technician.GetAsync($"/tickets?q={Uri.EscapeDataString(q)}")).Items().Select(t => t.Number());
    }

    public sealed class Sqlite(OnSqlite server) : FieldTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : FieldTests(server), IClassFixture<OnPostgres>;
}
