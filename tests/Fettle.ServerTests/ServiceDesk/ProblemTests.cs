using System.Net;
using Fettle.Server.People;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk;

public abstract class ProblemTests(FettleServer server)
{
    [Fact]
    public async Task A_solved_problem_tells_everybody_whose_ticket_it_is_behind_and_resolves_their_tickets_with_it()
    {
        var desk = await Desk.OpenAsync(server);
        var (first, second, unrelated) = (await desk.ReportAsync("The printer jams"), await desk.ReportAsync("Paper stuck again"), await desk.ReportAsync("No sound"));
        var problem = (await desk.Technician.PostAsync($"/tickets/{first}/problem", new { subject = "The printer's rollers are worn" })).Number();
        await desk.Technician.PostAsync($"/tickets/{second}/links", new { kind = "problem", number = problem });

        var outcome = await desk.Technician.PostAsync($"/problems/{problem}/solve", new { message = "The printer has new rollers. It should not jam any more.", rootCause = "Worn rollers" });

        Assert.Equal((2, 2), (outcome.GetProperty("told").GetInt32(), outcome.GetProperty("resolved").GetInt32()));
        Assert.Equal(["resolved", "resolved", "resolved", "new"], [await desk.StatusAsync(problem), await desk.StatusAsync(first), await desk.StatusAsync(second), await desk.StatusAsync(unrelated)]);
        var read = (await desk.Requester.GetAsync($"/portal/tickets/{second}")).GetProperty("entries").EnumerateArray();
        Assert.Contains(read, e => e.Text("html")?.Contains("new rollers", StringComparison.Ordinal) == true);
        Assert.Equal("Worn rollers", (await desk.Technician.GetAsync($"/problems/{problem}/record")).Text("rootCause"));
        await desk.Technician.PostAsync($"/problems/{problem}/solve", new { message = "Again" }, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_ticket_that_cannot_be_resolved_is_told_all_the_same_and_named()
    {
        var desk = await Desk.OpenAsync(server);
        var (parent, child) = (await desk.ReportAsync("Everything is down"), await desk.ReportAsync("So is the printer"));
        await desk.Technician.PutAsync($"/tickets/{child}/parent", new { parent });
        var problem = (await desk.Technician.PostAsync($"/tickets/{parent}/problem", new { })).Number();

        var outcome = await desk.Technician.PostAsync($"/problems/{problem}/solve", new { message = "It is back." });

        Assert.Equal((1, 0), (outcome.GetProperty("told").GetInt32(), outcome.GetProperty("resolved").GetInt32()));
        Assert.Equal(parent, Assert.Single(outcome.GetProperty("left").EnumerateArray()).Number());
        Assert.Equal("open", await desk.StatusAsync(parent));
    }

    [Fact]
    public async Task A_known_error_is_offered_to_technicians_with_its_workaround_and_to_requesters_only_in_public_plain_words()
    {
        var desk = await Desk.OpenAsync(server);
        var linked = await desk.ReportAsync("The scanner says it is offline");
        var problem = (await desk.Technician.PostAsync($"/tickets/{linked}/problem", new { subject = "Scanner offline after an update" })).Number();
        await desk.Technician.PutAsync($"/problems/{problem}/record", new { workaround = "Run `sane-find-scanner`, restart saned", plainWords = "Switch the scanner off and on again." });
        var alike = await desk.ReportAsync("My scanner is offline since this morning");
        var other = await desk.ReportAsync("No sound");

        Assert.Equal("linked", Assert.Single((await desk.Technician.GetAsync($"/tickets/{linked}/known-errors")).EnumerateArray()).Text("because"));
        Assert.Equal("words", Assert.Single((await desk.Technician.GetAsync($"/tickets/{alike}/known-errors")).EnumerateArray()).Text("because"));
        Assert.Empty((await desk.Technician.GetAsync($"/tickets/{other}/known-errors")).EnumerateArray());
        Assert.Empty((await desk.Requester.GetAsync("/portal/known-errors?text=scanner%20offline")).EnumerateArray());

        await desk.Technician.PutAsync($"/problems/{problem}/record", new { workaround = "Restart saned", plainWords = "Switch the scanner off and on again.", @public = true });

        var offered = Assert.Single((await desk.Requester.GetAsync("/portal/known-errors?text=scanner%20offline")).EnumerateArray());
        Assert.Contains("off and on", offered.Text("html"), StringComparison.Ordinal);
        Assert.DoesNotContain("saned", offered.ToString(), StringComparison.Ordinal);
        Assert.Single((await desk.Requester.GetAsync($"/portal/known-errors?number={linked}")).EnumerateArray());
        Assert.Empty((await (await Desk.OpenAsync(server)).Requester.GetAsync("/portal/known-errors?text=scanner%20offline")).EnumerateArray());
    }

    [Fact]
    public async Task A_solved_problem_is_no_known_error_any_more()
    {
        var desk = await Desk.OpenAsync(server);
        var ticket = await desk.ReportAsync("Mail is slow");
        var problem = (await desk.Technician.PostAsync($"/tickets/{ticket}/problem", new { })).Number();
        await desk.Technician.PutAsync($"/problems/{problem}/record", new { workaround = "Wait", plainWords = "Please wait.", @public = true });

        await desk.Technician.PostAsync($"/problems/{problem}/solve", new { resolveTickets = false });

        Assert.Empty((await desk.Technician.GetAsync($"/tickets/{ticket}/known-errors")).EnumerateArray());
        Assert.Empty((await desk.Requester.GetAsync($"/portal/known-errors?number={ticket}")).EnumerateArray());
        Assert.Equal("new", await desk.StatusAsync(ticket));
    }

    [Fact]
    public async Task An_incident_has_no_record_of_a_problem_and_a_requester_writes_none()
    {
        var desk = await Desk.OpenAsync(server);
        var ticket = await desk.ReportAsync();
        var problem = (await desk.Technician.PostAsync($"/tickets/{ticket}/problem", new { })).Number();

        await desk.Technician.GetAsync($"/problems/{ticket}/record", HttpStatusCode.NotFound);
        await desk.Technician.PutAsync($"/problems/{ticket}/record", new { workaround = "x" }, HttpStatusCode.NotFound);
        await desk.Technician.PutAsync($"/problems/{problem}/record", new { workaround = "x", @public = true }, HttpStatusCode.BadRequest);
        await desk.Requester.PutAsync($"/problems/{problem}/record", new { workaround = "x" }, HttpStatusCode.Forbidden);
        await (await server.SignInAsync(Role.Lead, await server.OrganisationAsync(), "Eve")).GetAsync($"/problems/{problem}/record", HttpStatusCode.NotFound);
    }

    public sealed class Sqlite(OnSqlite server) : ProblemTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : ProblemTests(server), IClassFixture<OnPostgres>;
}
