using System.Net;
using Fettle.Server.ServiceDesk.Mail;
using Fettle.Server.ServiceDesk.Mail.Bounces;
using Fettle.ServerTests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Fettle.ServerTests.ServiceDesk.Mail;

/// <summary>What a program answers: once, to people only, and nothing that a stranger wrote (RFC 3834).</summary>
public abstract class AcknowledgementTests(FettleServer server)
{
    private const string Forged = "Message-ID: <x@elsewhere.example>\r\nFrom: \"Cheap Pills\" <rita@elsewhere.example>\r\nSubject: Buy cheap pills\r\n\r\nhttps://pills.example";

    [Fact]
    public async Task Who_writes_by_mail_is_told_the_number_and_nothing_of_what_they_wrote_comes_back()
    {
        await using var desk = await MailDesk.OpenAsync(server);
        var number = await desk.ReceiveAsync(Forged, Unique());
        await server.DeliverOutboxAsync();
        await desk.SendAsync();

        var mail = Assert.Single(desk.Sink.Mails);
        Assert.DoesNotContain("pills", mail.Raw, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"{number}", mail.Read().Text);
        Assert.Equal("auto-replied", mail.Header("Auto-Submitted"));
        Assert.True(mail.Read().Automatic);
        Assert.Equal("<x@elsewhere.example>", mail.Read().InReplyTo);
        Assert.Equal(["opened", "acknowledged"], (await desk.TimelineAsync(number)).Take(2));
    }

    [Theory]
    [InlineData("rita@elsewhere.example", true)]
    [InlineData("MAILER-DAEMON@elsewhere.example", false)]
    [InlineData("no-reply@elsewhere.example", false)]
    [InlineData("staff-request@elsewhere.example", false)]
    [InlineData("owner-staff@elsewhere.example", false)]
    [InlineData("help+t1.x@desk.example", false)]
    public async Task A_program_is_not_answered_by_a_program(string from, bool automatic)
    {
        await using var desk = await MailDesk.OpenAsync(server);

        await desk.ReceiveAsync(from: from.ToLowerInvariant(), automatic: automatic);
        await desk.SendAsync();

        Assert.Empty(desk.Sink.Mails);
    }

    [Fact]
    public async Task One_correspondent_is_answered_five_times_an_hour_at_most()
    {
        await using var desk = await MailDesk.OpenAsync(server);
        var from = Unique();
        for (var i = 0; i < 7; i++)
            await desk.ReceiveAsync(from: from);
        await desk.SendAsync();
        Assert.Equal(5, desk.Sink.Mails.Count);

        server.Clock.Advance(TimeSpan.FromHours(2));
        await desk.ReceiveAsync(from: from);
        await desk.SendAsync();

        Assert.Equal(6, desk.Sink.Mails.Count);
    }

    [Fact]
    public async Task It_can_be_switched_off_for_an_address_and_worded_anew()
    {
        await using var silent = await MailDesk.OpenAsync(server, new { acknowledges = false });
        await using var own = await MailDesk.OpenAsync(server, new { acknowledgementText = "Number **{{ticket.number}}** at {{queue.name}}." });

        await silent.ReceiveAsync(from: Unique());
        var number = await own.ReceiveAsync(from: Unique());
        await own.SendAsync();

        Assert.Empty(silent.Sink.Mails);
        Assert.Contains($"Number <strong>{number}</strong> at Service desk.", Assert.Single(own.Sink.Mails).Read().Html);
    }

    [Fact]
    public async Task A_report_in_the_portal_is_not_answered_by_mail()
    {
        await using var desk = await MailDesk.OpenAsync(server);

        await desk.Desk.ReportAsync();
        await server.DeliverOutboxAsync();
        await desk.SendAsync();

        Assert.Empty(desk.Sink.Mails);
    }

    [Fact]
    public async Task A_bounce_is_told_on_the_ticket_once_and_holds_automatic_mail_until_a_person_clears_the_address()
    {
        await using var desk = await MailDesk.OpenAsync(server, new { acknowledges = true });
        var address = await desk.RequesterAddressAsync();
        var number = await desk.ReceiveAsync(from: address);
        await desk.ReplyAsync(number);
        await desk.SendAsync();
        var id = desk.Sink.Mails[^1].Read().MessageId!;

        for (var i = 0; i < 2; i++)
            await server.WithAsync<MarkBounced>(bounces => bounces.RunAsync(id, address.ToUpperInvariant(), "5.1.1", "no such user here", CancellationToken.None));

        Assert.Equal("bounced", (await desk.MailAsync(number)).Text("state"));
        Assert.Single(await desk.TimelineAsync(number), k => k == "mailBounced");
        var marked = Assert.Single((await desk.Desk.Technician.GetAsync($"/mail/bounced-addresses?address={address}")).EnumerateArray());
        var before = desk.Sink.Mails.Count;
        await desk.ReceiveAsync(from: address);
        await desk.SendAsync();
        Assert.Equal(before, desk.Sink.Mails.Count);

        await desk.Desk.Technician.SendAsync(HttpMethod.Delete, $"/mail/bounced-addresses/{marked.Number("id")}", null, HttpStatusCode.NoContent);
        await desk.ReceiveAsync(from: address);
        await desk.SendAsync();
        Assert.Equal(before + 1, desk.Sink.Mails.Count);
    }

    [Theory]
    [InlineData("<made-up@desk.example>", null)]
    [InlineData(null, "victim@elsewhere.example")]
    public async Task A_forged_report_marks_nobody(string? messageId, string? recipient)
    {
        await using var desk = await MailDesk.OpenAsync(server);
        var number = await desk.Desk.ReportAsync();
        await desk.ReplyAsync(number);
        await desk.SendAsync();
        var id = messageId ?? desk.Sink.Mails[0].Read().MessageId!;

        TicketMail? marked = null;
        await server.WithAsync<MarkBounced>(async bounces => marked = await bounces.RunAsync(id, recipient, "5.1.1", "no", CancellationToken.None));

        Assert.Null(marked);
        Assert.Equal("sent", (await desk.MailAsync(number)).Text("state"));
        Assert.False(await server.WithDbAsync(db => db.BouncedAddresses.AnyAsync(a => a.OrganisationId == desk.Desk.Organisation)));
    }

    private static string Unique() => $"{Guid.NewGuid():N}@elsewhere.example";

    public sealed class Sqlite(OnSqlite server) : AcknowledgementTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : AcknowledgementTests(server), IClassFixture<OnPostgres>;
}
