using System.Net;
using System.Text;
using System.Text.Json;
using Fettle.Server.People;
using Fettle.Server.Platform.Nudges;
using Fettle.Server.Platform.Outbox;
using Fettle.Server.ServiceDesk.Mail;
using Fettle.Server.ServiceDesk.Promises;
using Fettle.ServerTests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.ServiceDesk.MovingIn;

public abstract class CsvImportTests(FettleServer server)
{
    private const string Two = """
        Number,Subject,Description,Status,Priority,Requester,Email,Created,Resolved,Tags,Internal note
        4711,"Printer, again","It says ""paper""
        and stops",resolved,high,Rita Long,rita@csv.example,2026-03-04 15:30,2026-03-05 10:00,"print, office",Toner was empty
        4712,VPN,No connection,open,low,Rita Long,rita@csv.example,2026-03-06T08:00:00Z,,,
        """;

    [Fact]
    public async Task A_ticket_keeps_its_times_its_people_and_its_number_which_the_search_finds()
    {
        var mover = await Mover.OpenAsync(server);
        var text = Two.Replace("csv.example", $"{Guid.NewGuid():N}.example", StringComparison.Ordinal);

        var run = await mover.RunAsync(await mover.CreateCsvAsync(text));

        Assert.Equal("finished", run.Text("state"));
        Assert.Equal(2, run.GetProperty("counts").GetProperty("tickets").Number("made"));
        var found = await mover.OnlyTicketAsync("&q=OLD-4711");
        var ticket = await mover.Technician.GetAsync($"/tickets/{found.Number()}");
        Assert.Equal(("Printer, again", "resolved", "p2"), (ticket.Text("subject"), ticket.Text("status"), ticket.Text("priority")));
        Assert.Equal(DateTimeOffset.Parse("2026-03-04T15:30:00Z"), ticket.GetProperty("createdAt").GetDateTimeOffset());
        Assert.Equal("Rita Long", ticket.GetProperty("requester").Text("name"));
        var timeline = await mover.TimelineAsync(found);
        Assert.Equal("It says \"paper\"\nand stops", timeline[0].Text("text"));
        var note = Assert.Single(timeline, e => e.Text("kind") == "note");
        Assert.False(note.GetProperty("public").GetBoolean());
        Assert.Equal("OLD-4711", Assert.Single(timeline, e => e.Text("kind") == "takenOver").Text("text"));
    }

    [Fact]
    public async Task Nobody_is_told_and_nothing_begins_because_of_it()
    {
        var mover = await Mover.OpenAsync(server);
        await (await server.SignInAsync(Role.Lead, mover.Organisation)).PostAsync("/service-levels/usual", new { timeZone = "Etc/UTC", organisationId = mover.Organisation });
        var before = await server.WithDbAsync(db => db.Set<OutboxMessage>().CountAsync());

        await mover.RunAsync(await mover.CreateCsvAsync($"id,subject,status,created,email,answer\n1,a,closed,2026-01-01,x@{Guid.NewGuid():N}.example,b\n2,c,open,2026-01-01,,\n"));

        await server.WithDbAsync(async db =>
        {
            Assert.Equal(before, await db.Set<OutboxMessage>().CountAsync());
            var mine = db.Set<Server.ServiceDesk.Tickets.Ticket>().Where(t => t.OrganisationId == mover.Organisation).Select(t => t.Id);
            Assert.False(await db.TicketMails.AnyAsync(m => mine.Contains(m.TicketId)));
            var promised = await db.TicketTargets.Where(t => mine.Contains(t.TicketId)).ToListAsync();
            Assert.Single(promised.Select(t => t.TicketId).Distinct());
            Assert.All(promised, t => Assert.True(t.NextStepAt is null || t.NextStepAt > server.Clock.GetUtcNow()));
        });
    }

    [Fact]
    public async Task Taken_over_again_nothing_is_doubled_and_only_what_changed_there_is_brought_up_to_date()
    {
        var mover = await Mover.OpenAsync(server);
        var id = await mover.CreateCsvAsync("id,subject,status,note\n1,a,open,\n2,b,open,\n");
        await mover.RunAsync(id);
        await mover.HandInAsync(id, "id,subject,status,note\n1,a,open,\n2,b,closed,was wrong\n3,c,open,\n"u8.ToArray());

        var run = await mover.RunAsync(id);

        var tickets = run.GetProperty("counts").GetProperty("tickets");
        Assert.Equal((1, 1, 1), (tickets.Number("made"), tickets.Number("updated"), tickets.Number("leftAlone")));
        Assert.Equal(["a", "b", "c"], (await mover.TicketsAsync()).Select(t => t.Text("subject")!).Order());
        var changed = await mover.OnlyTicketAsync("&q=OLD-2");
        Assert.Equal("closed", changed.Text("status"));
        Assert.Single(await mover.TimelineAsync(changed), e => e.Text("text") == "was wrong");
    }

    [Fact]
    public async Task What_somebody_has_gone_on_with_here_stays_as_they_made_it()
    {
        var mover = await Mover.OpenAsync(server);
        var id = await mover.CreateCsvAsync("id,subject,status,note\n1,a,open,\n");
        await mover.RunAsync(id);
        var ticket = await mover.OnlyTicketAsync();
        await mover.Technician.PutAsync($"/tickets/{ticket.Number()}/status", new { status = "waitingForOther" });
        await mover.HandInAsync(id, "id,subject,status,note\n1,other,closed,more\n"u8.ToArray());

        await mover.RunAsync(id);

        var now = await mover.OnlyTicketAsync();
        Assert.Equal(("a", "waitingForOther"), (now.Text("subject"), now.Text("status")));
        Assert.Single(await mover.TimelineAsync(now), e => e.Text("text") == "more");
    }

    [Fact]
    public async Task Every_wrong_field_is_told_by_row_and_column_and_the_other_rows_are_taken()
    {
        var mover = await Mover.OpenAsync(server);
        var id = await mover.CreateCsvAsync("id,subject,email,created,status\n1,a,not an address,2026-13-45,open\n2,b,,,sleeping\n3,c,,,open\n3,c again,,,open\n");

        var table = (await mover.PreviewAsync(id)).GetProperty("table");
        var run = await mover.RunAsync(id);

        Assert.Equal(["2 email", "2 created", "3 status", "5 id"], table.GetProperty("errors").EnumerateArray().Select(e => $"{e.Number("row")} {e.Text("column")}"));
        Assert.Equal(3, table.Number("wrongRows"));
        Assert.Equal("c", (await mover.OnlyTicketAsync()).Text("subject"));
        Assert.Equal(4, run.GetProperty("counts").Number("refused"));
        Assert.Equal([(2L, "email"), (2L, "created"), (3L, "status"), (5L, "id")], (await mover.RefusalsAsync(id)).Select(r => (r.Number("row"), r.Text("column")!)));
    }

    [Theory]
    [InlineData("utf-8", ';')]
    [InlineData("utf-16", '\t')]
    [InlineData("windows-1252", '|')]
    public async Task Charset_and_delimiter_are_found_out(string charset, char delimiter)
    {
        var encoding = charset == "windows-1252" ? CodePagesEncodingProvider.Instance.GetEncoding(1252)! : Encoding.GetEncoding(charset);
        var mover = await Mover.OpenAsync(server);
        var id = await mover.CreateCsvAsync("Nummer;Betreff;Status;Erstellt am\n7;Grüße – heiß;in Bearbeitung;4.3.2026 15:30\n".Replace(';', delimiter), charset: encoding);

        var table = (await mover.PreviewAsync(id)).GetProperty("table");

        Assert.Equal((charset, $"{delimiter}"), (table.Text("charset"), table.Text("delimiter")));
        var row = table.GetProperty("rows")[0];
        Assert.Equal(("OLD-7", "Grüße – heiß", "open"), (row.Text("ticket"), row.Text("subject"), row.Text("status")));
        Assert.Equal(DateTimeOffset.Parse("2026-03-04T15:30:00Z"), row.GetProperty("createdAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task The_meaning_of_columns_and_of_a_status_can_be_said()
    {
        var mover = await Mover.OpenAsync(server);
        var csv = new { columns = new Dictionary<string, string> { ["Foo"] = "subject", ["Subject"] = "none" }, statuses = new Dictionary<string, string> { ["sleeping"] = "waitingForOther" } };
        var id = await mover.CreateCsvAsync("Foo,Subject,Status\nreal,unreal,Sleeping\n", csv);

        await mover.RunAsync(id);

        var ticket = await mover.OnlyTicketAsync();
        Assert.Equal(("real", "waitingForOther"), (ticket.Text("subject"), ticket.Text("status")));
    }

    [Fact]
    public async Task Cut_off_between_any_two_steps_it_goes_on_and_ends_as_if_it_had_not_been()
    {
        var rows = string.Concat(Enumerable.Range(1, 90).Select(i => $"{i},ticket {i},open\n"));
        var mover = await Mover.OpenAsync(server);
        var id = await mover.CreateCsvAsync("id,subject,status\n" + rows);
        await mover.Administrator.PostAsync($"/imports/{id}/start");
        for (var kills = 0; kills < 30 && (await mover.TicketsAsync()).Count < 90; kills++)
        {
            // As a process that is killed: what it holds is nobody's until its lease has run out.
            await KillAfterOneBatchAsync(mover, id);
            server.Clock.Advance(TimeSpan.FromMinutes(6));
        }

        var run = await mover.GoOnAsync(id);

        Assert.Equal("finished", run.Text("state"));
        Assert.Equal(90, run.GetProperty("counts").GetProperty("tickets").Number("made"));
        Assert.Equal(90, (await mover.TicketsAsync()).Select(t => t.Text("subject")).Distinct().Count());
    }

    [Fact]
    public async Task Somebody_of_another_organisation_is_neither_taken_nor_told_of()
    {
        var (mover, other) = (await Mover.OpenAsync(server), await Mover.OpenAsync(server));
        var address = $"x@{Guid.NewGuid():N}.example";
        await other.RunAsync(await other.CreateCsvAsync($"id,subject,email,name\n1,a,{address},Xenia\n"));

        await mover.RunAsync(await mover.CreateCsvAsync($"id,subject,email,name\n1,a,{address},Xenia\n"));

        var ticket = await mover.Technician.GetAsync($"/tickets/{(await mover.OnlyTicketAsync()).Number()}");
        Assert.Equal(JsonValueKind.Null, ticket.GetProperty("requester").ValueKind);
        Assert.Equal($"Xenia <{address}>", (await mover.TimelineAsync(ticket))[0].GetProperty("author").Text("name"));
    }

    [Fact]
    public async Task A_lead_moves_nobody_in()
    {
        var mover = await Mover.OpenAsync(server);
        var lead = await server.SignInAsync(Role.Lead, mover.Organisation);

        await lead.PostAsync("/imports", new { organisationId = mover.Organisation, source = "csv", import = new { prefix = "OLD" } }, HttpStatusCode.Forbidden);
    }

    private static async Task KillAfterOneBatchAsync(Mover mover, long id)
    {
        using var kill = new CancellationTokenSource();
        using var listening = mover.Server.Services.GetRequiredService<INudges>().Subscribe(nudge =>
        {
            if (nudge.Topic == "imports" && nudge.Id == id)
                kill.Cancel();
        });
        try
        {
            await mover.NewWork().NextAsync(kill.Token);
        }
        catch (OperationCanceledException)
        {
            // That it was.
        }
    }

    public sealed class Sqlite(OnSqlite server) : CsvImportTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : CsvImportTests(server), IClassFixture<OnPostgres>;
}
