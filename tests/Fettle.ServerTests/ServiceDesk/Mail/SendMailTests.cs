using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Fettle.Server.ServiceDesk.Mail;
using Fettle.Server.ServiceDesk.Mail.Outgoing;
using Fettle.ServerTests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.ServiceDesk.Mail;

/// <summary>What the desk answers reaches the requester by mail, once, and people see whether it did.</summary>
public abstract class SendMailTests(FettleServer server)
{
    [Fact]
    public async Task A_public_reply_goes_to_the_requester_as_text_and_html_and_the_ticket_says_that_it_is_sent()
    {
        await using var desk = await MailDesk.OpenAsync(server, new { signature = "{{agent.name}}, {{organisation.name|us}}" });
        var number = await desk.Desk.ReportAsync();
        await desk.ReplyAsync(number, "Switch it **off**.");
        Assert.Equal("waiting", (await desk.MailAsync(number)).Text("state"));

        await desk.SendAsync();

        var mail = Assert.Single(desk.Sink.Mails);
        var read = mail.Read();
        Assert.Equal([await desk.RequesterAddressAsync()], mail.To);
        Assert.Equal(("Acme IT", "help@desk.example"), (read.From!.Name, read.From.Address));
        Assert.Contains("Switch it **off**.\n\n-- \nTom, Acme", read.Text);
        Assert.Contains("<strong>off</strong>", read.Html);
        Assert.Contains($"[#{number}]", read.Subject);
        Assert.False(read.Automatic);
        Assert.Equal("sent", (await desk.MailAsync(number)).Text("state"));
    }

    [Fact]
    public async Task A_mail_names_its_ticket_in_its_id_and_in_the_address_that_answers_go_to()
    {
        await using var desk = await MailDesk.OpenAsync(server);
        var number = await desk.Desk.ReportAsync();
        await desk.ReplyAsync(number);

        await desk.SendAsync();

        var token = server.Services.GetRequiredService<ThreadToken>();
        var mail = Assert.Single(desk.Sink.Mails);
        Assert.True(token.TryRead(mail.Read().MessageId, out var byId) && byId == number);
        Assert.True(token.TryRead(mail.Read().ReplyTo.Single().Address, out var byAddress) && byAddress == number);
        Assert.True(token.TryRead(mail.From, out var byEnvelope) && byEnvelope == number);
    }

    [Fact]
    public async Task An_answer_to_mail_keeps_its_subject_and_its_thread()
    {
        await using var desk = await MailDesk.OpenAsync(server, new { acknowledges = false });
        var number = await desk.ReceiveAsync("Message-ID: <first@elsewhere.example>\r\nSubject: It does not print\r\n\r\nNothing.");
        await desk.ReplyAsync(number);
        await desk.ReplyAsync(number, "And now?");

        await desk.SendAsync();

        var (first, second) = (desk.Sink.Mails[0].Read(), desk.Sink.Mails[1].Read());
        Assert.Equal("Re: It does not print", first.Subject);
        Assert.Equal(["<first@elsewhere.example>"], first.References);
        Assert.Equal(["<first@elsewhere.example>", first.MessageId!], second.References);
        Assert.Equal(first.MessageId, second.InReplyTo);
    }

    [Fact]
    public async Task Notes_go_to_nobody()
    {
        await using var desk = await MailDesk.OpenAsync(server);
        var number = await desk.Desk.ReportAsync();

        await desk.Desk.Technician.PostAsync($"/tickets/{number}/notes", new { body = "He always does that." });
        await desk.SendAsync();

        Assert.Empty(desk.Sink.Mails);
    }

    [Fact]
    public async Task Colleagues_who_watch_get_a_copy_and_the_desks_own_people_do_not()
    {
        await using var desk = await MailDesk.OpenAsync(server);
        var number = await desk.Desk.ReportAsync();
        var colleague = await server.SignInAsync(Fettle.Server.People.Role.Requester, desk.Desk.Organisation, "Carla");
        await desk.Desk.Technician.PutAsync($"/tickets/{number}/watchers/{colleague.Id}");
        await desk.Desk.Technician.PutAsync($"/tickets/{number}/watchers/{desk.Desk.Technician.Id}");

        await desk.ReplyAsync(number);
        await desk.SendAsync();

        Assert.Equal(["Carla"], Assert.Single(desk.Sink.Mails).Read().Cc.Select(a => a.Name));
        Assert.Equal(2, desk.Sink.Mails[0].To.Count);
    }

    [Fact]
    public async Task Files_that_a_reply_names_go_with_it_and_files_of_other_tickets_do_not()
    {
        await using var desk = await MailDesk.OpenAsync(server);
        var (number, other) = (await desk.Desk.ReportAsync(), await desk.Desk.ReportAsync());
        var files = new[] { await UploadAsync(desk, number, "how-to.txt"), await UploadAsync(desk, other, "secret.txt"), await UploadAsync(desk, number, "internal.txt", isPublic: false) };

        await desk.ReplyAsync(number, files: files);
        await desk.SendAsync();

        Assert.Equal(["how-to.txt"], Assert.Single(desk.Sink.Mails).Read().Attachments.Select(a => a.Name));
    }

    [Fact]
    public async Task Mail_waits_with_its_reason_while_the_server_is_away_and_goes_once_when_it_is_back()
    {
        await using var desk = await MailDesk.OpenAsync(server);
        var number = await desk.Desk.ReportAsync();
        await desk.ReplyAsync(number);
        desk.Sink.Refusals["EHLO"] = "421 4.3.2 going down";
        desk.Sink.Refusals["HELO"] = "421 4.3.2 going down";
        await desk.SendAsync();
        var waiting = await desk.MailAsync(number);
        Assert.Equal("waiting", waiting.Text("state"));
        Assert.Contains("going down", waiting.Text("failure"));
        Assert.Contains("going down", (await desk.Administrator.GetAsync("/mail/senders")).EnumerateArray().Single(s => s.Number("id") == desk.Sender.Number("id")).Text("trouble"));

        desk.Sink.Refusals.Clear();
        await desk.SendAsync();
        Assert.Empty(desk.Sink.Mails);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.SendAsync();
        await desk.SendAsync();

        Assert.Single(desk.Sink.Mails);
        Assert.Equal("sent", (await desk.MailAsync(number)).Text("state"));
        Assert.Equal(JsonValueKind.Null, (await desk.MailAsync(number)).GetProperty("failure").ValueKind);
    }

    [Fact]
    public async Task A_later_yes_sends_the_same_bytes_as_the_first_attempt()
    {
        await using var desk = await MailDesk.OpenAsync(server);
        var number = await desk.Desk.ReportAsync();
        await desk.ReplyAsync(number);
        desk.Sink.Refusals["RCPT"] = "451 4.7.1 come back later";
        await desk.SendAsync();
        var before = await HashAsync(desk);

        desk.Sink.Refusals.Clear();
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.SendAsync();

        Assert.NotNull(before);
        Assert.Equal(before, await HashAsync(desk));
        Assert.Single(desk.Sink.Mails);
    }

    [Fact]
    public async Task A_refusal_for_good_is_told_on_the_ticket_marks_the_address_and_can_be_sent_again()
    {
        await using var desk = await MailDesk.OpenAsync(server);
        var number = await desk.Desk.ReportAsync();
        await desk.ReplyAsync(number);
        desk.Sink.Refusals["RCPT"] = "550 5.1.1 no such user";
        await desk.SendAsync();

        var failed = await desk.MailAsync(number);
        Assert.Equal("failed", failed.Text("state"));
        Assert.Contains("no such user", failed.Text("failure"));
        Assert.Contains("mailFailed", await desk.TimelineAsync(number));
        Assert.Equal("5.1.1", (await BouncedAsync(desk)).Text("status"));

        desk.Sink.Refusals.Clear();
        await desk.Desk.Technician.PostAsync($"/mails/{failed.Number("id")}/send", expected: HttpStatusCode.NoContent);
        await desk.SendAsync();

        Assert.Single(desk.Sink.Mails);
        Assert.Equal("sent", (await desk.MailAsync(number)).Text("state"));
        await desk.Desk.Technician.PostAsync($"/mails/{(await desk.MailAsync(number)).Number("id")}/send", expected: HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_full_mailbox_says_nothing_against_the_address()
    {
        await using var desk = await MailDesk.OpenAsync(server);
        var number = await desk.Desk.ReportAsync();
        await desk.ReplyAsync(number);
        desk.Sink.Refusals["RCPT"] = "552 5.2.2 mailbox full";

        await desk.SendAsync();

        Assert.Equal("failed", (await desk.MailAsync(number)).Text("state"));
        Assert.Empty((await desk.Administrator.GetAsync($"/mail/bounced-addresses?address={await desk.RequesterAddressAsync()}")).EnumerateArray());
    }

    [Fact]
    public async Task Mail_of_a_server_that_died_with_it_is_sent_by_another_after_its_time_under_the_same_id()
    {
        await using var desk = await MailDesk.OpenAsync(server);
        var number = await desk.Desk.ReportAsync();
        await desk.ReplyAsync(number);
        // Taken, and then nothing more: as a process leaves it that is killed.
        await server.WithDbAsync(db => db.TicketMails.Where(m => m.OrganisationId == desk.Desk.Organisation)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.NextAttemptAt, server.Clock.GetUtcNow() + SendWaitingMail.Lease)));
        var id = await server.WithDbAsync(db => db.TicketMails.Where(m => m.OrganisationId == desk.Desk.Organisation).Select(m => m.MessageId).SingleAsync());

        await desk.SendAsync();
        Assert.Empty(desk.Sink.Mails);
        server.Clock.Advance(SendWaitingMail.Lease);
        await desk.SendAsync();

        Assert.Equal(id, Assert.Single(desk.Sink.Mails).Read().MessageId);
    }

    [Fact]
    public async Task Replicas_that_send_at_the_same_time_send_each_mail_once()
    {
        await using var desk = await MailDesk.OpenAsync(server);
        var number = await desk.Desk.ReportAsync();
        for (var i = 0; i < 25; i++)
            await desk.ReplyAsync(number, $"Part {i}");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.SendAsync()));

        Assert.Equal(25, desk.Sink.Mails.Count);
        Assert.Equal(25, desk.Sink.Mails.Select(m => m.Read().MessageId).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task An_answer_to_mail_that_no_address_can_send_says_so_on_the_ticket()
    {
        await using var desk = await MailDesk.OpenAsync(server);
        await desk.Administrator.SendAsync(HttpMethod.Delete, $"/mail/senders/{desk.Sender.Number("id")}", null, HttpStatusCode.NoContent);
        var number = await desk.ReceiveAsync();

        await desk.ReplyAsync(number);

        var mail = await desk.MailAsync(number);
        Assert.Equal("failed", mail.Text("state"));
        Assert.Contains("no address to send from", mail.Text("failure"));
    }

    private static async Task<long> UploadAsync(MailDesk desk, long number, string name, bool isPublic = true)
    {
        using var form = new MultipartFormDataContent { { new StringContent("x"), "file", name } };
        using var answer = await desk.Desk.Technician.Client.PostAsync(new Uri($"/api/tickets/{number}/attachments?public={isPublic}", UriKind.Relative), form);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>())[0].Number("id");
    }

    private static async Task<JsonElement> BouncedAsync(MailDesk desk) =>
        Assert.Single((await desk.Administrator.GetAsync($"/mail/bounced-addresses?address={await desk.RequesterAddressAsync()}")).EnumerateArray());

    private static Task<string?> HashAsync(MailDesk desk) =>
        desk.Server.WithDbAsync(db => db.TicketMails.Where(m => m.OrganisationId == desk.Desk.Organisation).Select(m => m.RawHash).SingleAsync());

    public sealed class Sqlite(OnSqlite server) : SendMailTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : SendMailTests(server), IClassFixture<OnPostgres>;
}
