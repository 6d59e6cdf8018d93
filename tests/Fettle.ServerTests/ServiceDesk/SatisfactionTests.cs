using System.Net;
using System.Text.Json;
using Fettle.Server.People;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk;

public abstract class SatisfactionTests(FettleServer server)
{
    [Fact]
    public async Task Who_asked_is_asked_how_it_went_once_it_works_and_the_desk_reads_the_answer()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync();
        await desk.SetStatusAsync(number, "resolved");
        Assert.False((await OwnAsync(desk, number)).GetProperty("canRate").GetBoolean());
        await desk.Requester.PostAsync($"/portal/tickets/{number}/confirm", new { solved = true }, HttpStatusCode.NoContent);
        Assert.True((await OwnAsync(desk, number)).GetProperty("canRate").GetBoolean());

        await RateAsync(desk.Requester, number, 5);
        await RateAsync(desk.Requester, number, 4, "Quick, and friendly.");

        Assert.Equal(4, (await OwnAsync(desk, number)).GetProperty("rating").GetProperty("score").GetInt32());
        var rating = (await desk.Technician.GetAsync($"/tickets/{number}")).GetProperty("rating");
        Assert.Equal((4, "Quick, and friendly."), (rating.GetProperty("score").GetInt32(), rating.Text("comment")));
        Assert.Equal("resolved", await desk.StatusAsync(number));
        Assert.Equal(2, (await desk.TimelineAsync(number)).Count(kind => kind == "rated"));
    }

    [Fact]
    public async Task A_low_score_opens_one_follow_up_and_the_word_that_follows_goes_there()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await SolvedAsync(desk);

        await RateAsync(desk.Requester, number, 1);
        await RateAsync(desk.Requester, number, 2);
        await RateAsync(desk.Requester, number, 2, "It took three days.");

        var followUp = (await desk.Technician.GetAsync($"/tickets/{number}")).GetProperty("rating").Number("followUp");
        Assert.Equal([followUp], (await desk.Technician.GetAsync("/tickets?status=active")).Items().Select(t => t.Number()));
        var told = (await desk.Technician.GetAsync($"/tickets/{followUp}/timeline")).Items();
        Assert.Contains(told, e => e.Text("kind") == "reply" && e.Text("text") == "It took three days.");
        Assert.Contains(told, e => e.Text("kind") == "linked");
        Assert.Equal("resolved", await desk.StatusAsync(number));
    }

    [Fact]
    public async Task What_was_said_before_is_not_said_twice()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await SolvedAsync(desk);

        for (var press = 0; press < 3; press++)
            await RateAsync(desk.Requester, number, 5, "Thanks");

        Assert.Single(await desk.TimelineAsync(number), kind => kind == "rated");
    }

    [Fact]
    public async Task A_ticket_is_rated_by_who_asked_alone_and_only_when_it_is_solved()
    {
        var desk = await Desk.OpenAsync(server);
        var (open, solved) = (await desk.ReportAsync(), await SolvedAsync(desk));
        var (watcher, stranger) = (await server.SignInAsync(Role.Requester, desk.Organisation, "Carl"), await server.SignInAsync(Role.Requester, desk.Organisation, "Sue"));
        await desk.Technician.PutAsync($"/tickets/{solved}/watchers/{watcher.Id}");

        await RateAsync(desk.Requester, open, 5, expected: HttpStatusCode.Conflict);
        await RateAsync(watcher, solved, 5, expected: HttpStatusCode.Forbidden);
        await RateAsync(stranger, solved, 5, expected: HttpStatusCode.NotFound);
        await RateAsync(desk.Requester, solved, 0, expected: HttpStatusCode.BadRequest);
        await RateAsync(desk.Requester, solved, 6, expected: HttpStatusCode.BadRequest);
        Assert.Equal(JsonValueKind.Null, (await desk.Technician.GetAsync($"/tickets/{solved}")).GetProperty("rating").ValueKind);
    }

    private static async Task<long> SolvedAsync(Desk desk)
    {
        var number = await desk.ReportAsync();
        await desk.SetStatusAsync(number, "resolved");
        return number;
    }

    private static Task<JsonElement> OwnAsync(Desk desk, long number) => desk.Requester.GetAsync($"/portal/tickets/{number}");

    private static Task<JsonElement> RateAsync(TestPerson who, long number, int score, string? comment = null, HttpStatusCode expected = HttpStatusCode.NoContent) =>
        who.PutAsync($"/portal/tickets/{number}/rating", new { score, comment }, expected);

    public sealed class Sqlite(OnSqlite server) : SatisfactionTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : SatisfactionTests(server), IClassFixture<OnPostgres>;
}
