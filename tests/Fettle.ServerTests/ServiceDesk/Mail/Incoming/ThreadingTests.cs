using Fettle.Server.People;
using Fettle.Server.ServiceDesk.Mail;
using Fettle.Server.ServiceDesk.Mail.Incoming;
using Fettle.ServerTests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Fettle.ServerTests.ServiceDesk.Mail.Incoming;

/// <summary>Which ticket a mail goes on with, and who may.</summary>
public abstract class ThreadingTests(FettleServer server)
{
    [Fact]
    public async Task An_answer_goes_on_with_its_ticket_by_our_id_our_address_their_own_id_or_Outlooks_index()
    {
        var desk = await MailRoom.OpenAsync(server);
        var root = Convert.ToBase64String(Guid.NewGuid().ToByteArray().Concat("123456"u8.ToArray()).ToArray());
        var longer = Convert.ToBase64String([.. Convert.FromBase64String(root), 1, 2, 3, 4, 5]);
        var first = desk.Message(desk.Requester, "No sound", "The speakers are dead.", $"Thread-Index: {root}");
        var number = await desk.TicketAsync(first);
        var id = first.Split("Message-ID: ")[1].Split("\r\n")[0];

        Assert.Equal(number, await desk.TicketAsync(desk.Message(desk.Requester, "Re: something else", "One", desk.Answers(number))));
        Assert.Equal(number, await desk.TicketAsync(desk.Message(desk.Requester, "Hi", "Two").Replace($"To: {desk.Address}", $"To: {desk.Tokens.PlusAddress(desk.Address, number)}", StringComparison.Ordinal)));
        Assert.Equal(number, await desk.TicketAsync(desk.Message(desk.Requester, "Hi", "Three", $"Delivered-To: {desk.Tokens.PlusAddress(desk.Address, number).ToUpperInvariant()}")));
        Assert.Equal(number, await desk.TicketAsync(desk.Message(desk.Requester, "Re: No sound", "Four", $"References: <other@x.example> {id}")));
        Assert.Equal(number, await desk.TicketAsync(desk.Message(desk.Requester, "AW: No sound", "Five", $"Thread-Index: {longer}")));

        Assert.Equal(["The speakers are dead.", "One", "Two", "Three", "Four", "Five"], (await desk.TimelineAsync(number)).Select(e => e.Text("text")).Where(t => t is not null));
    }

    [Fact]
    public async Task A_number_in_the_subject_and_a_token_that_somebody_made_up_say_nothing()
    {
        var desk = await MailRoom.OpenAsync(server);
        var number = await desk.TicketAsync(desk.Message(desk.Requester, "No sound", "x"));
        var other = desk.Tokens.MessageId(number + 1000, 1, desk.Address).Replace($"t{number + 1000}.", $"t{number}.", StringComparison.Ordinal);

        Assert.NotEqual(number, await desk.TicketAsync(desk.Message(desk.Requester, $"Re: [#{number}] No sound", "x")));
        Assert.NotEqual(number, await desk.TicketAsync(desk.Message(desk.Requester, "Re: No sound", "x", $"In-Reply-To: {other}")));
    }

    [Fact]
    public async Task The_token_of_another_organisations_ticket_leads_nowhere()
    {
        var (desk, theirs) = (await MailRoom.OpenAsync(server), await MailRoom.OpenAsync(server));
        var foreign = await theirs.TicketAsync(theirs.Message(theirs.Requester, "Secret", "x"));

        var number = await desk.TicketAsync(desk.Message(desk.Requester, "Re: Secret", "mine", theirs.Answers(foreign)));

        Assert.NotEqual(foreign, number);
        Assert.Equal("mine", Assert.Single(await desk.TimelineAsync(number)).Text("text"));
        Assert.Single(await theirs.TimelineAsync(foreign));
    }

    [Fact]
    public async Task A_reply_to_a_solved_ticket_opens_it_again()
    {
        var desk = await MailRoom.OpenAsync(server);
        var number = await desk.TicketAsync(desk.Message(desk.Requester, "No sound", "x"));
        await desk.Desk.SetStatusAsync(number, "resolved");

        Assert.Equal(number, await desk.TicketAsync(desk.Message(desk.Requester, "Re: No sound", "Still dead", desk.Answers(number))));

        Assert.Equal("open", await desk.Desk.StatusAsync(number));
    }

    [Fact]
    public async Task A_reply_to_a_closed_ticket_opens_a_new_one_linked_to_it()
    {
        var desk = await MailRoom.OpenAsync(server);
        var number = await desk.TicketAsync(desk.Message(desk.Requester, "No sound", "x"));
        await desk.Desk.SetStatusAsync(number, "closed");

        var next = await desk.TicketAsync(desk.Message(desk.Requester, "Re: No sound", "Dead again", desk.Answers(number)));

        Assert.NotEqual(number, next);
        Assert.Equal("closed", await desk.Desk.StatusAsync(number));
        var shown = await desk.ShowAsync(next);
        Assert.Equal(("No sound", desk.Desk.Requester.Id, number), (shown.Text("subject"), shown.GetProperty("requester").Number("id"), shown.GetProperty("links")[0].Number("number")));
    }

    [Fact]
    public async Task A_reply_to_a_merged_ticket_is_said_where_it_goes_on()
    {
        var desk = await MailRoom.OpenAsync(server);
        var number = await desk.TicketAsync(desk.Message(desk.Requester, "No sound", "x"));
        var colleague = await server.SignInAsync(Fettle.Server.People.Role.Requester, desk.Desk.Organisation, "Carl");
        var into = (await colleague.PostAsync("/portal/reports", new { text = "It is silent here" })).Number();
        await desk.Desk.Technician.PostAsync($"/tickets/{number}/merge", new { into });

        Assert.Equal(into, await desk.TicketAsync(desk.Message(desk.Requester, "Re: No sound", "Any news?", desk.Answers(number))));

        var reply = (await desk.TimelineAsync(into)).Single(e => e.Text("kind") == "reply");
        Assert.Equal(("Rita", true), (reply.GetProperty("author").Text("name"), reply.GetProperty("public").GetBoolean()));
    }

    [Fact]
    public async Task A_stranger_who_answers_leaves_a_note_that_the_requester_does_not_see_however_often_they_write()
    {
        var desk = await MailRoom.OpenAsync(server);
        var number = await desk.TicketAsync(desk.Message(desk.Requester, "No sound", "x"));

        for (var i = 0; i < 2; i++)
            Assert.Equal(number, await desk.TicketAsync(desk.Message("Mallory <mallory@evil.example>", "Re: No sound", $"Send me the password {i}", desk.Answers(number))));

        var notes = (await desk.TimelineAsync(number)).Where(e => e.Text("kind") == "note").ToList();
        Assert.Equal(2, notes.Count);
        Assert.All(notes, n => Assert.Equal((false, "Mallory <mallory@evil.example>", "notConcerned"), (n.GetProperty("public").GetBoolean(), n.GetProperty("author").Text("name"), n.GetProperty("data").Text("doubt"))));
        Assert.DoesNotContain("password", (await desk.Desk.Requester.GetAsync($"/portal/tickets/{number}")).ToString());
        Assert.Equal("new", await desk.Desk.StatusAsync(number));
    }

    [Fact]
    public async Task A_strangers_answer_to_a_closed_ticket_becomes_their_own_and_tells_them_nothing_of_it()
    {
        var desk = await MailRoom.OpenAsync(server);
        var number = await desk.TicketAsync(desk.Message(desk.Requester, "Dismissal of Mr X", "x"));
        await desk.Desk.SetStatusAsync(number, "closed");

        var next = await desk.TicketAsync(desk.Message("mallory@evil.example", "Re: hello", "What is this?", desk.Answers(number)));

        var shown = await desk.ShowAsync(next);
        Assert.Equal(("Re: hello", number), (shown.Text("subject"), shown.GetProperty("links")[0].Number("number")));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, shown.GetProperty("requester").ValueKind);
    }

    [Fact]
    public async Task Whoever_the_requester_copied_and_whoever_watches_takes_part()
    {
        var desk = await MailRoom.OpenAsync(server);
        var carl = await server.SignInAsync(Role.Requester, desk.Desk.Organisation, "Carl");
        var number = await desk.TicketAsync(desk.Message(desk.Requester, "No sound", "x", "Cc: Boss <boss@partner.example>"));
        await desk.Desk.Technician.PutAsync($"/tickets/{number}/watchers/{carl.Id}");

        await desk.TicketAsync(desk.Message("Boss <Boss@partner.example>", "Re: No sound", "Please hurry", desk.Answers(number)));
        await desk.TicketAsync(desk.Message(await desk.EmailOf(carl), "Re: No sound", "Mine too", desk.Answers(number)));

        var said = (await desk.Desk.Requester.GetAsync($"/portal/tickets/{number}")).ToString();
        Assert.Contains("Please hurry", said);
        Assert.Contains("Mine too", said);
        Assert.Equal(["Rita", "Boss <Boss@partner.example>", "Carl"], (await desk.TimelineAsync(number)).Where(e => e.Text("kind") is "opened" or "reply").Select(e => e.GetProperty("author").Text("name")));
    }

    [Theory]
    [InlineData("dkim=pass header.d=test.example", true)]
    [InlineData("spf=pass smtp.mailfrom=bounce@mail.test.example", true)]
    [InlineData("dmarc=pass header.from=test.example", true)]
    [InlineData("dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=evil.example", false)]
    [InlineData("dkim=none; spf=none", false)]
    [InlineData("dkim=fail header.d=test.example (dkim=pass header.d=test.example)", false)]
    public async Task A_technicians_answer_speaks_for_the_desk_only_where_token_and_signature_agree(string found, bool speaks)
    {
        var desk = await MailRoom.OpenAsync(server);
        var number = await desk.TicketAsync(desk.Message(desk.Requester, "No sound", "x"));
        var technician = await desk.EmailOf(desk.Desk.Technician);

        await desk.TicketAsync(desk.Message(technician, "Re: No sound", "Turn it on", MailRoom.Found(found), desk.Answers(number)));

        var said = (await desk.TimelineAsync(number)).Single(e => e.Text("text") == "Turn it on");
        Assert.Equal(speaks ? ("reply", "staff", true) : ("note", "requester", false), (said.Text("kind"), said.GetProperty("author").Text("kind"), said.GetProperty("public").GetBoolean()));
        Assert.Equal(speaks ? "open" : "new", await desk.Desk.StatusAsync(number));
    }

    [Fact]
    public async Task A_technicians_answer_without_our_token_or_believed_by_a_server_that_is_not_ours_is_a_note()
    {
        var desk = await MailRoom.OpenAsync(server);
        var first = desk.Message(desk.Requester, "No sound", "x");
        var number = await desk.TicketAsync(first);
        var technician = await desk.EmailOf(desk.Desk.Technician);
        var theirId = first.Split("Message-ID: ")[1].Split("\r\n")[0];

        await desk.TicketAsync(desk.Message(technician, "Re: No sound", "Without token", MailRoom.Found("dmarc=pass"), $"In-Reply-To: {theirId}"));
        await desk.TicketAsync(desk.Message(technician, "Re: No sound", "Other server", MailRoom.Found("dmarc=pass", "mx.evil.example"), desk.Answers(number)));
        await desk.TicketAsync(desk.Message(technician, "Re: No sound", "Below ours", MailRoom.Found("dmarc=none"), MailRoom.Found("dmarc=pass"), desk.Answers(number)));

        Assert.Equal(["note", "note", "note"], (await desk.TimelineAsync(number)).Where(e => e.Text("kind") != "opened").Select(e => e.Text("kind")));
    }

    [Fact]
    public async Task A_forged_sender_is_nobody_neither_in_a_conversation_nor_on_a_new_ticket()
    {
        var desk = await MailRoom.OpenAsync(server);
        var number = await desk.TicketAsync(desk.Message(desk.Requester, "No sound", "x"));

        await desk.TicketAsync(desk.Message(desk.Requester, "Re: No sound", "Forged words", MailRoom.Found("dmarc=fail"), desk.Answers(number)));
        var opened = await desk.TicketAsync(desk.Message(desk.Requester, "Reset my password", "Please", MailRoom.Found("spf=fail smtp.mailfrom=test.example")));

        Assert.DoesNotContain("Forged", (await desk.Desk.Requester.GetAsync($"/portal/tickets/{number}")).ToString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await desk.ShowAsync(opened)).GetProperty("requester").ValueKind);
        Assert.DoesNotContain(opened, (await desk.Desk.Requester.GetAsync("/portal/tickets")).Items().Select(t => t.Number()));
    }

    [Fact]
    public async Task What_a_program_answers_is_filed_and_changes_nothing()
    {
        var desk = await MailRoom.OpenAsync(server);
        var number = await desk.TicketAsync(desk.Message(desk.Requester, "No sound", "x"));
        await desk.Desk.SetStatusAsync(number, "resolved");

        await desk.TicketAsync(desk.Message(desk.Requester, "Out of office: No sound", "I am away until Monday.", "Auto-Submitted: auto-replied", desk.Answers(number)));

        Assert.Equal("resolved", await desk.Desk.StatusAsync(number));
        Assert.Equal(("note", "automatic"), ((await desk.TimelineAsync(number))[^1].Text("kind"), (await desk.TimelineAsync(number))[^1].GetProperty("data").Text("doubt")));
    }

    [Fact]
    public async Task A_delivery_report_comes_to_the_mail_and_the_ticket_that_it_is_about()
    {
        var desk = await MailRoom.OpenAsync(server);
        var number = await desk.TicketAsync(desk.Message("gone@partner.example", "No sound", "x"));
        await desk.Desk.Technician.PostAsync($"/tickets/{number}/replies", new { body = "Turn it on" });
        var id = desk.Tokens.MessageId(number, 77, desk.Address);
        await server.WithDbAsync(async db =>
        {
            var reply = await db.Set<Fettle.Server.ServiceDesk.Tickets.TicketEntry>().OrderByDescending(e => e.Id).FirstAsync(e => e.Text == "Turn it on");
            db.Add(new TicketMail
            {
                OrganisationId = reply.OrganisationId,
                TicketId = reply.TicketId,
                EntryId = reply.Id,
                Direction = MailDirection.Out,
                MessageId = id,
                From = new(null, desk.Address),
                To = [new(null, "gone@partner.example")],
                Correspondent = "gone@partner.example",
                At = server.Clock.GetUtcNow(),
                State = MailState.Sent,
            });
            await db.SaveChangesAsync();
        });

        var report = await desk.SendAsync(Report("gone@partner.example", id));

        Assert.Equal(ReceiptState.Filed, report.State);
        Assert.Equal(number, await desk.NumberAsync(report));
        Assert.Equal(MailState.Bounced, await server.WithDbAsync(db => db.TicketMails.Where(m => m.MessageId == id).Select(m => m.State).SingleAsync()));
        var line = (await desk.TimelineAsync(number))[^1];
        Assert.Equal(("mailBounced", "gone@partner.example"), (line.Text("kind"), line.GetProperty("data").Text("to")));
        Assert.Contains("550 5.1.1", line.GetProperty("data").Text("failure"));
        Assert.Contains("gone@partner.example", (await desk.Desk.Technician.GetAsync("/mail/bounced-addresses")).ToString());
    }

    [Fact]
    public async Task A_delivery_report_about_nothing_of_ours_is_held_back()
    {
        var desk = await MailRoom.OpenAsync(server);

        var stray = await desk.SendAsync(Report("whoever@nowhere.example", "<nothing@of.ours>"));

        Assert.Equal((ReceiptState.Quarantined, QuarantineReason.StrayReport), (stray.State, stray.Reason!.Value));
    }

    private static string Report(string recipient, string id) =>
        $"""
        Return-Path: <>
        From: MAILER-DAEMON@mx.partner.example
        To: help@desk.example
        Subject: Undelivered Mail Returned to Sender
        Message-ID: <{Guid.NewGuid():N}@mx.partner.example>
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b
        Content-Type: text/plain

        I could not deliver it.

        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.partner.example

        Final-Recipient: rfc822; {recipient}
        Action: failed
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1 no such user

        --b
        Content-Type: message/rfc822

        Message-ID: {id}
        Subject: Re: No sound

        Turn it on
        --b--
        """.ReplaceLineEndings("\r\n");

    public sealed class Sqlite(OnSqlite server) : ThreadingTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : ThreadingTests(server), IClassFixture<OnPostgres>;
}
