using System.Net;
using System.Text.Json;
using Fettle.Server.People;
using Fettle.Server.ServiceDesk.Mail.Incoming;
using Fettle.ServerTests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.ServiceDesk.Mail;

public abstract class SideConversationTests(FettleServer server)
{
    [Fact]
    public async Task A_vendors_answer_comes_back_beside_the_ticket_and_its_requester_learns_nothing()
    {
        await using var desk = await MailDesk.OpenAsync(server);
        var number = await desk.Desk.ReportAsync("The lift does not print");
        var lead = await server.SignInAsync(Role.Lead, desk.Desk.Organisation);
        var vendor = await lead.PostAsync("/vendors", new
        {
            organisationId = desk.Desk.Organisation,
            vendor = new { name = "Printers Ltd", email = "Support@printers.example", contractNumber = "K-77", supportHours = "Mo–Fr 8–18", contractUntil = "2020-12-31" },
        });
        await desk.Desk.SetStatusAsync(number, "waitingForOther");
        await desk.Desk.Technician.PostAsync($"/tickets/{number}/sides", new { vendorId = vendor.Number("id"), subject = "Drum", body = "Ours is worn." });
        await desk.SendAsync();

        var sent = desk.Sink.Mails.Single();
        Assert.Equal("support@printers.example", sent.Read().To.Single().Address);
        await ReceiveAsync(desk, sent, "anna@printers.example", "We send one.");
        await desk.Desk.Technician.PutAsync($"/tickets/{number}/sides/{await SideAsync(desk, number, s => s.Number("id"))}/case", new { caseNumber = "C-1" }, HttpStatusCode.NoContent);

        var written = (await desk.Desk.Technician.GetAsync($"/tickets/{number}/timeline")).Items().Where(e => e.Text("kind") == "sideMessage").ToList();
        Assert.Equal(["Ours is worn.", "We send one."], written.Select(e => e.Text("text")!.Trim()));
        Assert.All(written, e => Assert.False(e.GetProperty("public").GetBoolean()));
        Assert.Equal(("C-1", true, 2L), await SideAsync(desk, number, s => (s.Text("caseNumber"), s.GetProperty("answered").GetBoolean(), s.Number("messages"))));
        Assert.True(await SideAsync(desk, number, s => s.GetProperty("vendor").GetProperty("expired").GetBoolean()));
        Assert.Equal("open", await desk.Desk.StatusAsync(number));
        Assert.DoesNotContain("We send one", (await desk.Desk.Requester.GetAsync($"/portal/tickets/{number}")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_we_write_on_has_ids_of_its_own_thread_and_none_of_the_requesters()
    {
        await using var desk = await MailDesk.OpenAsync(server);
        var number = await desk.ReceiveAsync();
        await desk.ReplyAsync(number);
        await desk.SendAsync();
        var (theirs, before) = (desk.Sink.Mails[^1], desk.Sink.Mails.Count);
        await desk.Desk.Technician.PostAsync($"/tickets/{number}/sides", new { email = "support@printers.example", subject = "Drum", body = "One." });
        var side = await SideAsync(desk, number, s => s.Number("id"));
        await desk.Desk.Technician.PostAsync($"/tickets/{number}/sides/{side}/messages", new { body = "Two." });
        await desk.SendAsync();
        await desk.ReplyAsync(number, "To the requester again");
        await desk.SendAsync();

        var (first, second, last) = (desk.Sink.Mails[before].Read(), desk.Sink.Mails[before + 1].Read(), desk.Sink.Mails[before + 2].Read());
        Assert.Empty(first.References);
        Assert.Equal([first.MessageId!], second.References);
        Assert.DoesNotContain(first.MessageId, last.References);
        Assert.Contains(theirs.Read().MessageId, last.References);
        Assert.Contains("s" + side.ToString(null, null) + ".", first.MessageId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_who_has_the_token_is_doubted_and_a_made_up_token_is_none()
    {
        await using var desk = await MailDesk.OpenAsync(server);
        var number = await desk.Desk.ReportAsync();
        await desk.Desk.Technician.PostAsync($"/tickets/{number}/sides", new { email = "support@printers.example", subject = "Drum", body = "One." });
        await desk.SendAsync();
        var sent = desk.Sink.Mails.Single();

        await ReceiveAsync(desk, sent, "eve@elsewhere.example", "I am the vendor.");
        await ReceiveAsync(desk, sent, "support@printers.example", "Made up.", token => token.Replace($"t{number}s", $"t{number + 1}s", StringComparison.Ordinal));

        var written = (await desk.Desk.Technician.GetAsync($"/tickets/{number}/timeline")).Items().Where(e => e.Text("kind") == "sideMessage").ToList();
        Assert.Equal(2, written.Count);
        Assert.Equal("notConcerned", written[1].GetProperty("data").Text("doubt"));
    }

    [Fact]
    public async Task A_conversation_is_its_tickets_and_nobody_writes_to_the_desk_itself()
    {
        await using var desk = await MailDesk.OpenAsync(server);
        var (number, other) = (await desk.Desk.ReportAsync(), await desk.Desk.ReportAsync());
        await desk.Desk.Technician.PostAsync($"/tickets/{number}/sides", new { email = "support@printers.example", subject = "Drum", body = "One." });
        var side = await SideAsync(desk, number, s => s.Number("id"));

        await desk.Desk.Technician.PostAsync($"/tickets/{other}/sides/{side}/messages", new { body = "x" }, HttpStatusCode.NotFound);
        await desk.Desk.Technician.PostAsync($"/tickets/{number}/sides", new { email = "help@desk.example", subject = "x", body = "y" }, HttpStatusCode.Conflict);
        await desk.Desk.Technician.PostAsync($"/tickets/{number}/sides", new { subject = "x", body = "y" }, HttpStatusCode.BadRequest);
        await desk.Desk.Requester.GetAsync($"/tickets/{number}/sides", HttpStatusCode.Forbidden);
    }

    private static async Task<T> SideAsync<T>(MailDesk desk, long number, Func<JsonElement, T> read) => read((await desk.Desk.Technician.GetAsync($"/tickets/{number}/sides"))[0]);

    private async Task ReceiveAsync(MailDesk desk, SmtpSink.Taken sent, string from, string text, Func<string, string>? change = null)
    {
        var (to, id) = (sent.Read().ReplyTo[0].Address, sent.Read().MessageId!);
        var raw = $"From: {from}\r\nTo: {to}\r\nSubject: Re: Drum\r\nMessage-ID: <{Guid.NewGuid():N}@theirs.example>\r\nIn-Reply-To: {id}\r\n\r\n{text}\r\n";
        using var message = new StringContent(change is null ? raw : change(raw), null, "message/rfc822");
        var lead = await server.SignInAsync(Role.Lead, desk.Desk.Organisation);
        using var taken = await lead.Client.PostAsync(new Uri("/api/mail", UriKind.Relative), message);
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        await ActivatorUtilities.CreateInstance<UnderstandMail>(server.Services).UnderstandNextAsync(CancellationToken.None);
    }

    public sealed class Sqlite(OnSqlite server) : SideConversationTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : SideConversationTests(server), IClassFixture<OnPostgres>;
}
