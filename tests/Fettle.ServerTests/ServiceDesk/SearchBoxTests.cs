using System.Net;
using Fettle.Server.People;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk;

public abstract class SearchBoxTests(FettleServer server)
{
    [Fact]
    public async Task Conditions_and_words_limit_the_list_together()
    {
        var (desk, anna, printer, screen) = await HouseAsync();
        await desk.Technician.PutAsync($"/tickets/{printer}/tags", new { tags = new[] { "vip" } });
        await desk.Technician.PutAsync($"/tickets/{screen}/priority", new { impact = "high", urgency = "high" });
        await desk.Technician.PutAsync($"/tickets/{screen}/assignee", new { technicianId = desk.Technician.Id });

        await FindsAsync(desk, "requester:annabelle", printer, screen);
        await FindsAsync(desk, "requester:annabelle -tag:vip", screen);
        await FindsAsync(desk, "tag:vip printer", printer);
        await FindsAsync(desk, "priority:P1 assignee:me", screen);
        await FindsAsync(desk, "assignee:none requester:annabelle", printer);
        await FindsAsync(desk, "requester:annabelle -printer", screen);
        await FindsAsync(desk, $"number:{printer},{screen} status:new", printer, screen);
        await FindsAsync(desk, "queue:\"service desk\" requester:annabelle", printer, screen);
        await FindsAsync(desk, "-status:new requester:annabelle");
        Assert.NotEqual(desk.Requester.Id, anna.Id);
    }

    [Fact]
    public async Task Words_in_quotation_marks_stand_one_after_another()
    {
        var (desk, _, _, screen) = await HouseAsync();
        await desk.ReportAsync("The screen is fine but the light is blue");

        await FindsAsync(desk, "\"Blue Screen\"", screen);
        Assert.Equal(2, (await desk.Technician.GetAsync("/tickets?q=blue%20screen")).Items().Count);
    }

    [Theory]
    [InlineData("anabelle")]
    [InlineData("annabele")]
    [InlineData("Annabelle Mulelr")]
    [InlineData("annabelle müler")]
    public async Task A_mistyped_name_finds_whom_it_means(string typed)
    {
        var (desk, anna, printer, screen) = await HouseAsync();

        await FindsAsync(desk, $"requester:\"{typed}\"", printer, screen);

        var suggested = (await desk.Technician.GetAsync($"/tickets/search/names?of=person&text={Uri.EscapeDataString(typed)}")).EnumerateArray();
        Assert.Contains(suggested, n => n.Number("id") == anna.Id);
    }

    [Fact]
    public async Task Age_and_days_are_counted_from_now()
    {
        var desk = await Desk.OpenAsync(server);
        var old = await desk.ReportAsync("Old");
        server.Clock.Advance(TimeSpan.FromDays(4));
        var tom = await server.SignInAsync(Role.Technician, desk.Organisation);
        var again = desk with { Technician = tom, Requester = await server.SignInAsync(Role.Requester, desk.Organisation) };
        var @new = await again.ReportAsync("New");

        await FindsAsync(again, "age>3d", old);
        await FindsAsync(again, "age<3d", @new);
        await FindsAsync(again, "created:today", @new);
        await FindsAsync(again, "-created:today", old);
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_by_its_column_and_a_stranger_is_nobody()
    {
        var (desk, _, _, _) = await HouseAsync();
        var elsewhere = await Desk.OpenAsync(server);

        var unread = await desk.Technician.GetAsync("/tickets?q=vpn%20status:opne", HttpStatusCode.BadRequest);
        Assert.Contains("column 12", unread.Text("detail")!, StringComparison.Ordinal);
        await elsewhere.Technician.GetAsync("/tickets?q=requester:annabelle", HttpStatusCode.BadRequest);
        Assert.Empty((await elsewhere.Technician.GetAsync("/tickets/search/names?of=person&text=annabelle")).EnumerateArray());
        var mistake = Assert.Single((await desk.Technician.GetAsync("/tickets/search/explain?q=statsu:open")).GetProperty("mistakes").EnumerateArray());
        Assert.Contains("status", mistake.Text("what")!, StringComparison.Ordinal);
        await desk.Technician.PostAsync("/views", new { name = "Unreadable", query = "q=status%3Aopne" }, HttpStatusCode.BadRequest);
    }

    private async Task<(Desk, TestPerson Anna, long Printer, long Screen)> HouseAsync()
    {
        var desk = await Desk.OpenAsync(server);
        var lead = await server.SignInAsync(Role.Administrator, desk.Organisation);
        var anna = await server.SignInAsync(Role.Requester, desk.Organisation, "Somebody");
        // A change of the name puts them into the index, as an invitation would.
        var email = (await lead.GetAsync($"/people/{anna.Id}")).Text("email");
        await lead.PutAsync($"/people/{anna.Id}", new { name = "Annabelle Müller", email }, HttpStatusCode.NoContent);
        anna = anna with { Name = "Annabelle Müller" };
        return (desk, anna, (await anna.PostAsync("/portal/reports", new { text = "The printer is jammed" })).Number(),
            (await anna.PostAsync("/portal/reports", new { text = "I see a blue screen" })).Number());
    }

    private static async Task FindsAsync(Desk desk, string q, params long[] numbers) =>
        Assert.Equal(numbers.Order(), (await desk.Technician.GetAsync($"/tickets?q={Uri.EscapeDataString(q)}")).Items().Select(t => t.Number()).Order());

    public sealed class Sqlite(OnSqlite server) : SearchBoxTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : SearchBoxTests(server), IClassFixture<OnPostgres>;
}
