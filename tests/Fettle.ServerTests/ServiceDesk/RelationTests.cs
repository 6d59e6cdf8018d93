using System.Net;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk;

public abstract class RelationTests(FettleServer server)
{
    [Fact]
    public async Task A_message_about_something_else_becomes_a_ticket_of_its_writer_that_is_linked_to_the_old_one()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync();
        var entry = (await desk.Requester.PostAsync($"/portal/tickets/{number}/replies", new { body = "Also, the printer is out of paper. Please help." })).Number("entryId");

        var split = await desk.Technician.PostAsync($"/tickets/{number}/entries/{entry}/split", new { kind = "request" });

        Assert.Equal(("request", "Also, the printer is out of paper", desk.Requester.Id), (split.Text("kind"), split.Text("subject"), split.Number("requesterId")));
        Assert.Contains("out of paper", (await desk.Requester.GetAsync($"/portal/tickets/{split.Number()}")).ToString(), StringComparison.Ordinal);
        Assert.Equal(number, Assert.Single((await desk.Technician.GetAsync($"/tickets/{split.Number()}")).GetProperty("links").EnumerateArray()).Number());
        Assert.Contains("splitOff", await desk.TimelineAsync(number));
        await desk.Technician.PostAsync($"/tickets/{number}/entries/{entry}/split", new { }, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_note_is_never_split_off_since_the_requester_would_read_it()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync();
        var note = (await desk.Technician.PostAsync($"/tickets/{number}/notes", new { body = "He is a nuisance" })).Number("id");

        await desk.Technician.PostAsync($"/tickets/{number}/entries/{note}/split", new { }, HttpStatusCode.Conflict);
        await desk.Technician.PostAsync($"/tickets/{number}/entries/999999/split", new { }, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_parent_with_open_children_asks_before_it_is_solved_and_is_solved_when_told_to()
    {
        var desk = await Desk.OpenAsync(server);
        var (parent, child) = (await desk.ReportAsync("Move to floor 3"), await desk.ReportAsync("Phones"));
        await desk.Technician.PutAsync($"/tickets/{child}/parent", new { parent });

        var asked = await desk.Technician.PutAsync($"/tickets/{parent}/status", new { status = "resolved" }, HttpStatusCode.Conflict);
        Assert.Equal("urn:fettle:may-be-forced", asked.Text("type"));
        Assert.Contains($"#{child}", asked.Text("detail")!, StringComparison.Ordinal);
        await desk.Technician.PostAsync($"/tickets/{parent}/replies", new { body = "Done", status = "resolved" }, HttpStatusCode.Conflict);
        var bulk = await desk.Technician.PostAsync("/tickets/bulk", new { numbers = new[] { parent, child }, action = "status", value = "closed" });
        Assert.Equal(parent, Assert.Single(bulk.GetProperty("refused").EnumerateArray()).Number());
        Assert.Equal("closed", await desk.StatusAsync(child));

        await desk.SetStatusAsync(await OpenChildAsync(), "open");
        await desk.Technician.PutAsync($"/tickets/{parent}/status", new { status = "resolved", force = true });
        Assert.Equal("resolved", await desk.StatusAsync(parent));

        async Task<long> OpenChildAsync()
        {
            var another = await desk.ReportAsync("Desks");
            await desk.Technician.PutAsync($"/tickets/{another}/parent", new { parent });
            return another;
        }
    }

    [Fact]
    public async Task No_ticket_is_a_part_of_itself_or_of_a_stranger()
    {
        var (desk, elsewhere) = (await Desk.OpenAsync(server), await Desk.OpenAsync(server));
        var (top, middle, bottom, foreign) = (await desk.ReportAsync("1"), await desk.ReportAsync("2"), await desk.ReportAsync("3"), await elsewhere.ReportAsync());
        await desk.Technician.PutAsync($"/tickets/{middle}/parent", new { parent = top });
        await desk.Technician.PutAsync($"/tickets/{bottom}/parent", new { parent = middle });

        await desk.Technician.PutAsync($"/tickets/{top}/parent", new { parent = bottom }, HttpStatusCode.BadRequest);
        await desk.Technician.PutAsync($"/tickets/{top}/parent", new { parent = top }, HttpStatusCode.BadRequest);
        await desk.Technician.PutAsync($"/tickets/{top}/parent", new { parent = foreign }, HttpStatusCode.NotFound);
        var related = (await desk.Technician.GetAsync($"/tickets/{middle}")).GetProperty("related");
        Assert.Equal((top, bottom), (related.GetProperty("parent").Number(), Assert.Single(related.GetProperty("children").EnumerateArray()).Number()));
        await desk.Technician.PutAsync($"/tickets/{bottom}/parent", new { parent = top });
        Assert.Empty((await desk.Technician.GetAsync($"/tickets/{middle}")).GetProperty("related").GetProperty("children").EnumerateArray());
    }

    public sealed class Sqlite(OnSqlite server) : RelationTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : RelationTests(server), IClassFixture<OnPostgres>;
}
