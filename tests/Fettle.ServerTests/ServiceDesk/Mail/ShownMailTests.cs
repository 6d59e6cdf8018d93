using System.Net;
using System.Text.Json;
using Fettle.Server.People;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk.Mail;

/// <summary>How a mail is shown: folded, as it was sent in a page that can do nothing, and as it came; and to whom.</summary>
public abstract class ShownMailTests(FettleServer server)
{
    private const string Picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private const string Message =
        $"""
        Message-ID: <m@elsewhere.example>
        From: Rita <rita@elsewhere.example>
        Subject: It does not print
        MIME-Version: 1.0
        Content-Type: multipart/related; boundary=b

        --b
        Content-Type: text/html; charset=utf-8

        <p onclick="alert(1)">New words <img src="cid:pic@x"><img src="https://tracker.example/p.png?a=1"><script>alert(2)</script></p><blockquote type="cite">Old words</blockquote>
        --b
        Content-Type: image/png
        Content-ID: <pic@x>
        Content-Transfer-Encoding: base64

        {Picture}
        --b--
        """;

    [Fact]
    public async Task An_entry_has_the_new_words_and_the_mail_has_all_of_them()
    {
        await using var desk = await MailDesk.OpenAsync(server);
        var number = await desk.ReceiveAsync(Message);
        var entry = (await desk.Desk.Technician.GetAsync($"/tickets/{number}/timeline")).Items()[0];

        var mail = await desk.Desk.Technician.GetAsync($"/mails/{entry.GetProperty("mail").Number("id")}");

        Assert.DoesNotContain("Old words", entry.Text("text"));
        Assert.True(entry.GetProperty("mail").GetProperty("hasMore").GetBoolean());
        Assert.Contains("Old words", mail.Text("text"));
        Assert.True(mail.GetProperty("hasRemoteImages").GetBoolean());
    }

    [Fact]
    public async Task As_it_was_sent_it_is_a_page_that_loads_and_runs_nothing_and_has_its_own_pictures_in_it()
    {
        await using var desk = await MailDesk.OpenAsync(server);
        var id = await ReceivedAsync(desk);

        using var answer = await desk.Desk.Technician.Client.GetAsync(new Uri($"/api/mails/{id}/as-sent", UriKind.Relative));
        var page = await answer.Content.ReadAsStringAsync();

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'", policy);
        Assert.Contains("img-src data:", policy);
        Assert.Contains("sandbox", policy);
        Assert.DoesNotContain("allow-scripts", policy);
        Assert.DoesNotContain("allow-same-origin", policy);
        Assert.Equal("SAMEORIGIN", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Contains($"src=\"data:image/png;base64,{Picture}\"", page);
        Assert.Contains("Old words", page);
        Assert.DoesNotContain("alert", page);
        Assert.DoesNotContain(" src=\"https://tracker", page);
    }

    [Fact]
    public async Task Pictures_from_elsewhere_load_when_they_are_asked_for()
    {
        await using var desk = await MailDesk.OpenAsync(server);
        var id = await ReceivedAsync(desk);

        using var answer = await desk.Desk.Technician.Client.GetAsync(new Uri($"/api/mails/{id}/as-sent?images=true", UriKind.Relative));

        Assert.Contains(" src=\"https://tracker.example/p.png?a=1\"", await answer.Content.ReadAsStringAsync());
        Assert.Contains("img-src data: https:", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.DoesNotContain("script-src", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
    }

    [Fact]
    public async Task The_original_is_a_file_to_be_kept()
    {
        await using var desk = await MailDesk.OpenAsync(server);
        var id = await ReceivedAsync(desk);

        using var answer = await desk.Desk.Technician.Client.GetAsync(new Uri($"/api/mails/{id}/message.eml", UriKind.Relative));

        Assert.Equal(Message, await answer.Content.ReadAsStringAsync());
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/as-sent")]
    [InlineData("/message.eml")]
    public async Task A_requester_sees_the_mail_of_their_ticket_and_nobody_elses(string view)
    {
        await using var desk = await MailDesk.OpenAsync(server);
        var path = new Uri($"/api/mails/{await ReceivedAsync(desk)}{view}", UriKind.Relative);
        var colleague = await server.SignInAsync(Role.Requester, desk.Desk.Organisation);
        var elsewhere = await server.SignInAsync(Role.Technician, await server.OrganisationAsync());

        Assert.Equal(HttpStatusCode.OK, (await desk.Desk.Requester.Client.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await colleague.Client.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.Client.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.Stranger().GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task The_portal_shows_a_requester_their_mail_without_how_the_house_sends()
    {
        await using var desk = await MailDesk.OpenAsync(server, new { acknowledges = false });
        var number = await desk.ReceiveAsync(Message);
        await desk.ReplyAsync(number);
        desk.Sink.Refusals["EHLO"] = "421 busy";
        desk.Sink.Refusals["HELO"] = "421 busy";
        await desk.SendAsync();

        var entries = (await desk.Desk.Requester.GetAsync($"/portal/tickets/{number}")).GetProperty("entries").EnumerateArray().ToList();

        Assert.Equal("in", entries[0].GetProperty("mail").Text("direction"));
        Assert.Equal(JsonValueKind.Null, entries.Find(e => e.Text("kind") == "reply").GetProperty("mail").GetProperty("failure").ValueKind);
    }

    private static async Task<long> ReceivedAsync(MailDesk desk) => (await desk.MailAsync(await desk.ReceiveAsync(Message), "opened")).Number("id");

    public sealed class Sqlite(OnSqlite server) : ShownMailTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : ShownMailTests(server), IClassFixture<OnPostgres>;
}
