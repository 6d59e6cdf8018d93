using System.Net;
using Fettle.Server.People;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk.Mail;

/// <summary>Where mail goes out from: who sets it up, what is refused, and that its password is nobody's to see.</summary>
public abstract class SenderTests(FettleServer server)
{
    [Fact]
    public async Task A_password_is_kept_sealed_and_never_shown()
    {
        await using var desk = await MailDesk.OpenAsync(server, new { user = "help", secret = "Lindenblatt7" });

        var list = await desk.Administrator.GetAsync("/mail/senders");
        var journal = await desk.Administrator.GetAsync("/journal");

        Assert.DoesNotContain("Lindenblatt7", list.ToString() + desk.Sender + journal);
        Assert.True(desk.Sender.GetProperty("hasSecret").GetBoolean());
        var rows = await server.WithDbAsync(db => Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ToListAsync(
            db.Set<Fettle.Server.ServiceDesk.Mail.Outgoing.Sender>()));
        Assert.DoesNotContain(rows, s => s.SealedSecret?.Contains("Lindenblatt7", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_password_stays_when_it_is_not_given_and_is_asked_for_again_when_the_server_is_another()
    {
        await using var desk = await MailDesk.OpenAsync(server, new { user = "help", secret = "x" });
        var path = $"/mail/senders/{desk.Sender.Number("id")}";

        var changed = await desk.Administrator.PutAsync(path, MailDesk.Settings(desk.Sink.Port, new { user = "help", displayName = "IT" }));
        var refused = await desk.Administrator.PutAsync(path, MailDesk.Settings(desk.Sink.Port, new { user = "help", host = "localhost" }), HttpStatusCode.BadRequest);

        Assert.True(changed.GetProperty("hasSecret").GetBoolean());
        Assert.Contains("has to be entered again", refused.ToString());
    }

    [Theory]
    [InlineData("signature", "Hello {{requester.nmae}}", "{{requester.nmae}}")]
    [InlineData("signature", "Ticket {{ticket.number", "{{ticket.number}}")]
    [InlineData("acknowledgementText", "You wrote {{ticket.subject}}", "{{ticket.subject}}")]
    [InlineData("acknowledgementText", "Dear {{requester.name}}", "{{requester.name}}")]
    [InlineData("address", "nobody", "is not a mail address")]
    [InlineData("host", "a b", "is no server's name")]
    [InlineData("authority", "x", "PEM")]
    public async Task What_cannot_work_is_refused_when_it_is_saved(string field, string value, string why)
    {
        await using var desk = await MailDesk.OpenAsync(server);
        var settings = (Dictionary<string, object?>)MailDesk.Settings(desk.Sink.Port);
        settings[field] = value;

        var refused = await desk.Administrator.PutAsync($"/mail/senders/{desk.Sender.Number("id")}", settings, HttpStatusCode.BadRequest);

        Assert.Contains(why, refused.ToString());
    }

    [Fact]
    public async Task A_password_is_not_sent_readable_to_another_machine()
    {
        await using var desk = await MailDesk.OpenAsync(server);

        var refused = await desk.Administrator.PutAsync(
            $"/mail/senders/{desk.Sender.Number("id")}", MailDesk.Settings(25, new { host = "mail.example.org", user = "help", secret = "x" }), HttpStatusCode.BadRequest);

        Assert.Contains("readable for everybody", refused.ToString());
    }

    [Fact]
    public async Task An_organisation_has_one_default_and_each_queue_one_of_its_own_which_its_tickets_go_out_from()
    {
        await using var desk = await MailDesk.OpenAsync(server);
        var queue = await desk.Administrator.PostAsync("/queues", new { organisationId = desk.Desk.Organisation, name = "Network" });
        var own = new { organisationId = desk.Desk.Organisation, sender = MailDesk.Settings(desk.Sink.Port, new { queueId = queue.Number("id"), address = "network@desk.example" }) };
        await desk.Administrator.PostAsync("/mail/senders", own);
        await desk.Administrator.PostAsync("/mail/senders", own, HttpStatusCode.Conflict);
        await desk.Administrator.PostAsync("/mail/senders", new { organisationId = desk.Desk.Organisation, sender = MailDesk.Settings(desk.Sink.Port) }, HttpStatusCode.Conflict);
        var number = await desk.Desk.ReportAsync();
        await desk.Desk.Technician.PutAsync($"/tickets/{number}/queue", new { queueId = queue.Number("id") });

        await desk.ReplyAsync(number);
        await desk.SendAsync();

        Assert.Equal("network@desk.example", Assert.Single(desk.Sink.Mails).Read().From!.Address);
    }

    [Fact]
    public async Task Only_who_administers_the_installation_sets_one_up_since_it_makes_the_server_connect_to_any_host()
    {
        await using var desk = await MailDesk.OpenAsync(server);
        var path = $"/mail/senders/{desk.Sender.Number("id")}";
        var ofOrganisation = await server.SignInAsync(Role.Administrator, desk.Desk.Organisation);
        var elsewhere = await server.SignInAsync(Role.Administrator, await server.OrganisationAsync());

        await ofOrganisation.PutAsync(path, MailDesk.Settings(25), HttpStatusCode.Forbidden);
        await ofOrganisation.PostAsync($"{path}/try", expected: HttpStatusCode.Forbidden);
        await desk.Desk.Technician.PutAsync(path, MailDesk.Settings(25), HttpStatusCode.Forbidden);
        await elsewhere.PutAsync(path, MailDesk.Settings(25), HttpStatusCode.NotFound);
        Assert.DoesNotContain((await elsewhere.GetAsync("/mail/senders")).EnumerateArray(), s => s.Number("id") == desk.Sender.Number("id"));
    }

    [Fact]
    public async Task Trying_it_sends_a_mail_to_oneself_or_says_what_is_wrong()
    {
        await using var desk = await MailDesk.OpenAsync(server);
        var path = $"/mail/senders/{desk.Sender.Number("id")}/try";

        Assert.True((await desk.Administrator.PostAsync(path)).GetProperty("sent").GetBoolean());
        Assert.Equal("auto-generated", Assert.Single(desk.Sink.Mails).Header("Auto-Submitted"));

        desk.Sink.Refusals["MAIL"] = "530 5.7.0 sign in first";
        var refused = await desk.Administrator.PostAsync(path);
        Assert.False(refused.GetProperty("sent").GetBoolean());
        Assert.Contains("give a user and a password", refused.Text("words"));

        await desk.DisposeAsync();
        Assert.Contains("Check name, port and encryption", (await desk.Administrator.PostAsync(path)).Text("words"));
    }

    [Fact]
    public async Task One_that_mail_waits_for_cannot_be_taken_away()
    {
        await using var desk = await MailDesk.OpenAsync(server);
        await desk.ReplyAsync(await desk.Desk.ReportAsync());

        var refused = await desk.Administrator.SendAsync(HttpMethod.Delete, $"/mail/senders/{desk.Sender.Number("id")}", null, HttpStatusCode.Conflict);

        Assert.Contains("1 mails wait", refused.ToString());
    }

    public sealed class Sqlite(OnSqlite server) : SenderTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : SenderTests(server), IClassFixture<OnPostgres>;
}
