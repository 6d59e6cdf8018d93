using System.Net;
using Fettle.Server.People;
using Fettle.Server.ServiceDesk.Mail.Incoming;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk.Mail.Incoming;

/// <summary>Mail that becomes nothing is kept, with its reason, and people decide about it.</summary>
public abstract class QuarantineTests(FettleServer server)
{
    [Fact]
    public async Task What_has_no_sender_or_says_nothing_is_kept_with_its_reason_and_read_as_far_as_it_goes()
    {
        var desk = await MailRoom.OpenAsync(server);

        var received = await desk.SendAsync("Subject: Hello\r\nX-Odd: 1\r\n\r\nWho am I?");
        await desk.SendAsync("From: anna@private.example\r\n\r\n");

        var held = (await desk.Desk.Technician.GetAsync("/mail/quarantine")).Items();
        Assert.Equal(["notUnderstood", "notUnderstood"], held.Select(h => h.Text("reason")));
        var one = await desk.Desk.Technician.GetAsync($"/mail/quarantine/{received.Id}");
        Assert.Equal(("Hello", "Who am I?"), (one.Text("subject"), one.Text("text")));
        Assert.Contains("X-Odd: 1", one.GetProperty("header").EnumerateArray().Select(h => h.GetString()));
        Assert.Equal("Subject: Hello\r\nX-Odd: 1\r\n\r\nWho am I?", await desk.Desk.Technician.Client.GetStringAsync(new Uri($"/api/mail/quarantine/{received.Id}/original", UriKind.Relative)));
    }

    [Fact]
    public async Task Our_own_mail_does_not_open_a_ticket_unless_somebody_lets_it()
    {
        var desk = await MailRoom.OpenAsync(server);

        var received = await desk.SendAsync(desk.Message(desk.Address.Replace("@", "+more@", StringComparison.Ordinal), "Hello", "x"));

        Assert.Equal((ReceiptState.Quarantined, QuarantineReason.Own), (received.State, received.Reason!.Value));
        await desk.Desk.Technician.PostAsync($"/mail/quarantine/{received.Id}/replay", expected: HttpStatusCode.NoContent);
        await desk.UnderstandAsync();
        Assert.Equal(ReceiptState.Filed, (await desk.ReceivedAsync(received.Id)).State);
        await desk.Desk.Technician.PostAsync($"/mail/quarantine/{received.Id}/replay", expected: HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_writes_too_often_is_held_back_and_writes_again_an_hour_later()
    {
        const int Budget = 60;
        var desk = await MailRoom.OpenAsync(server);
        for (var i = 0; i < Budget + 2; i++)
            await desk.HandInAsync(System.Text.Encoding.UTF8.GetBytes(desk.Message("loop@robot.example", $"Alert {i}", "x")));
        await desk.UnderstandAsync();

        Assert.Equal(["tooMany", "tooMany"], (await desk.Desk.Technician.GetAsync("/mail/quarantine")).Items().Select(h => h.Text("reason")));
        server.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(ReceiptState.Filed, (await desk.SendAsync(desk.Message("loop@robot.example", "Later", "x"))).State);
    }

    [Fact]
    public async Task Mail_that_fails_comes_here_and_keeps_nobody_from_the_next()
    {
        var desk = await MailRoom.OpenAsync(server);
        var broken = (await desk.HandInAsync("From: a@b.example\r\nSubject: x\r\n\r\nGone"u8.ToArray())).Number("id");
        var hash = (await desk.ReceivedAsync(broken)).Hash!;
        File.Delete(Path.Combine(server.DataFolder, "blobs", hash[..2], hash));
        var next = (await desk.HandInAsync(System.Text.Encoding.UTF8.GetBytes(desk.Message(desk.Requester, "Next", "x")))).Number("id");

        await desk.UnderstandAsync();

        Assert.Equal((ReceiptState.Quarantined, ReceiptState.Filed), ((await desk.ReceivedAsync(broken)).State, (await desk.ReceivedAsync(next)).State));
    }

    [Fact]
    public async Task It_is_decided_by_those_who_work_tickets_there_and_nobody_else()
    {
        var desk = await MailRoom.OpenAsync(server);
        var id = (await desk.SendAsync("Subject: Hello\r\n\r\nWho am I?")).Id;
        var other = await server.SignInAsync(Role.Lead, await server.OrganisationAsync());
        var auditor = await server.SignInAsync(Role.Auditor, desk.Desk.Organisation);

        Assert.Empty((await other.GetAsync("/mail/quarantine")).Items());
        await other.GetAsync($"/mail/quarantine/{id}", HttpStatusCode.NotFound);
        await other.GetAsync($"/mail/quarantine/{id}/original", HttpStatusCode.NotFound);
        await other.SendAsync(HttpMethod.Delete, $"/mail/quarantine/{id}", null, HttpStatusCode.NotFound);
        await auditor.SendAsync(HttpMethod.Delete, $"/mail/quarantine/{id}", null, HttpStatusCode.Forbidden);
        await desk.Desk.Requester.GetAsync("/mail/quarantine", HttpStatusCode.Forbidden);

        await desk.Desk.Technician.SendAsync(HttpMethod.Delete, $"/mail/quarantine/{id}", null, HttpStatusCode.NoContent);
        Assert.Empty((await desk.Desk.Technician.GetAsync("/mail/quarantine")).Items());
        Assert.Contains("DiscardMail", (await auditor.GetAsync("/journal")).ToString());
    }

    public sealed class Sqlite(OnSqlite server) : QuarantineTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : QuarantineTests(server), IClassFixture<OnPostgres>;
}
