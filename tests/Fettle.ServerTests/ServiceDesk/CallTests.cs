using System.Net;
using Fettle.Server.People.Persons;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk;

public abstract class CallTests(FettleServer server)
{
    [Theory]
    [InlineData("+49 (0)30 1234-567", "0301234567")]
    [InlineData("0049 30 1234567", "sip:+49301234567@pbx.example")]
    [InlineData("tel:+49-30-1234567;ext=9", "030 / 123 45 67")]
    [InlineData("217", "217")]
    public void A_number_is_the_same_however_it_is_written(string written, string shown) => Assert.True(new PhoneNumber(1, 1, written).Is(PhoneNumber.DigitsOf(shown)));

    [Theory]
    [InlineData("217", "0301234217")]
    [InlineData("030 1234567", "+49 40 1234567")]
    public void Another_number_is_not_taken_for_it(string written, string shown) => Assert.False(new PhoneNumber(1, 1, written).Is(PhoneNumber.DigitsOf(shown)));

    [Fact]
    public async Task Who_calls_is_known_by_any_of_their_numbers_with_what_is_open_and_where_they_work()
    {
        var desk = await Desk.OpenAsync(server);
        var open = await desk.ReportAsync("Mouse dead");
        var solved = await desk.ReportAsync("Screen black");
        await desk.SetStatusAsync(solved, "resolved");
        var mobile = $"+49 170 {Random.Shared.Next(1_000_000, 9_999_999)}";
        await RememberAsync(desk, open, mobile);

        var caller = (await desk.Technician.GetAsync($"/calls/caller?number={Uri.EscapeDataString(mobile.Replace("+49 ", "0", StringComparison.Ordinal))}")).GetProperty("person");

        Assert.Equal(("Rita", mobile), (caller.Text("name"), caller.GetProperty("phones")[0].GetString()));
        Assert.Equal([open], caller.GetProperty("open").EnumerateArray().Select(t => t.Number()));
        Assert.Equal([solved], caller.GetProperty("lately").EnumerateArray().Select(t => t.Number()));
    }

    [Fact]
    public async Task A_call_becomes_a_ticket_once_with_the_minutes_that_it_took()
    {
        var (desk, key) = (await Desk.OpenAsync(server), Guid.NewGuid().ToString());
        var call = new { personId = desk.Requester.Id, subject = "Cannot print", body = "Says *offline*.", minutes = 7, number = "+49 30 7654321" };

        var (first, again) = (await desk.Technician.PostAsync("/calls", call, idempotencyKey: key), await desk.Technician.PostAsync("/calls", call, idempotencyKey: key));

        Assert.Equal(first.Number(), again.Number());
        var page = await desk.Technician.GetAsync($"/tickets/{first.Number()}");
        Assert.Equal(("Cannot print", desk.Requester.Id), (page.Text("subject"), page.GetProperty("requester").Number("id")));
        Assert.Equal(7, (await desk.Technician.GetAsync($"/tickets/{first.Number()}/times")).Number("totalMinutes"));
        Assert.Equal(7, (await desk.Technician.GetAsync($"/tickets/{first.Number()}/timeline")).Items()[0].GetProperty("data").GetProperty("call").Number("minutes"));
    }

    [Fact]
    public async Task A_call_on_a_ticket_is_a_note_there_and_whom_we_waited_for_has_answered()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync();
        await desk.SetStatusAsync(number, "waitingForRequester");

        var logged = await desk.Technician.PostAsync("/calls", new { ticket = number, personId = desk.Requester.Id, body = "It is the blue one.", minutes = 3 });

        Assert.False(logged.GetProperty("newTicket").GetBoolean());
        Assert.Equal("open", await desk.StatusAsync(number));
        Assert.Equal(3, (await desk.Technician.GetAsync($"/tickets/{number}/times")).Number("totalMinutes"));
        Assert.DoesNotContain("blue one", (await desk.Requester.GetAsync($"/portal/tickets/{number}")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_solved_while_talking_is_solved()
    {
        var desk = await Desk.OpenAsync(server);

        var logged = await desk.Technician.PostAsync("/calls", new { personId = desk.Requester.Id, subject = "Password", body = "Told them how.", minutes = 2, solved = true });

        Assert.Equal("resolved", await desk.StatusAsync(logged.Number()));
    }

    [Fact]
    public async Task Callers_of_another_organisation_are_nobody()
    {
        var (desk, other) = (await Desk.OpenAsync(server), await Desk.OpenAsync(server));
        var number = $"+49 171 {Random.Shared.Next(1_000_000, 9_999_999)}";
        await RememberAsync(other, await other.ReportAsync(), number);

        Assert.Empty((await desk.Technician.GetAsync($"/calls/caller?number={Uri.EscapeDataString(number)}")).GetProperty("candidates").EnumerateArray());
        await desk.Technician.GetAsync($"/calls/caller?personId={other.Requester.Id}", HttpStatusCode.NotFound);
        await desk.Technician.PostAsync("/calls", new { personId = other.Requester.Id, subject = "x", body = "y", minutes = 1 }, HttpStatusCode.BadRequest);
        await desk.Requester.PostAsync("/calls", new { subject = "x", body = "y", minutes = 1 }, HttpStatusCode.Forbidden);
    }

    private static Task<System.Text.Json.JsonElement> RememberAsync(Desk desk, long ticket, string number) =>
        desk.Technician.PostAsync("/calls", new { ticket, personId = desk.Requester.Id, number, body = "Hello", minutes = 0, keepNumber = true });

    public sealed class Sqlite(OnSqlite server) : CallTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : CallTests(server), IClassFixture<OnPostgres>;
}
