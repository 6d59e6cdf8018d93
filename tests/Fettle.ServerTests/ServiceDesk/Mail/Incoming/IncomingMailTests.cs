using System.Net;
using System.Text;
using Fettle.Server.People;
using Fettle.Server.ServiceDesk.Mail;
using Fettle.Server.ServiceDesk.Mail.Incoming;
using Fettle.Server.ServiceDesk.Mail.Outgoing;
using Fettle.ServerTests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Fettle.ServerTests.ServiceDesk.Mail.Incoming;

/// <summary>What becomes of a message that is handed in.</summary>
public abstract class IncomingMailTests(FettleServer server)
{
    [Fact]
    public async Task A_mail_opens_a_ticket_in_the_mailboxs_queue_in_the_senders_words()
    {
        var desk = await MailRoom.OpenAsync(server);

        var number = await desk.TicketAsync(desk.Message($"Rita <{desk.Requester}>", "No *sound*", "The speakers are _dead_.\n    # Since Monday\n\n-- \nRita\nSales\n"));

        var shown = await desk.ShowAsync(number);
        Assert.Equal(("No *sound*", "incident", "new", "Mail"), (shown.Text("subject"), shown.Text("kind"), shown.Text("status"), shown.GetProperty("queue").Text("name")));
        Assert.Equal(desk.Desk.Requester.Id, shown.GetProperty("requester").Number("id"));
        var html = Assert.Single(await desk.TimelineAsync(number)).Text("html")!;
        Assert.Contains("_dead_", html);
        Assert.Contains("# Since Monday", html);
        Assert.DoesNotContain("<h1", html);
        Assert.DoesNotContain("Sales", html);
        Assert.Equal(number, Assert.Single((await desk.Desk.Requester.GetAsync("/portal/tickets")).Items()).Number());
    }

    [Fact]
    public async Task Somebody_new_is_an_unverified_requester_until_somebody_says_to_know_them()
    {
        var desk = await MailRoom.OpenAsync(server);
        var address = $"anna{Guid.NewGuid():N}@private.example";

        var number = await desk.TicketAsync(desk.Message($"Anna Blue <{address}>", "Hello", "x"));

        var requester = (await desk.ShowAsync(number)).GetProperty("requester").Number("id");
        var person = await desk.Lead.GetAsync($"/people/{requester}");
        Assert.Equal(("Anna Blue", address, desk.Desk.Organisation), (person.Text("name"), person.Text("email"), person.Number("organisationId")));
        Assert.NotEqual(System.Text.Json.JsonValueKind.Null, person.GetProperty("unverifiedSince").ValueKind);
        await desk.Desk.Technician.PostAsync($"/people/{requester}/verify", expected: HttpStatusCode.Forbidden);
        await desk.Lead.PostAsync($"/people/{requester}/verify", expected: HttpStatusCode.NoContent);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await desk.Lead.GetAsync($"/people/{requester}")).GetProperty("unverifiedSince").ValueKind);
        Assert.Equal(requester, (await desk.ShowAsync(await desk.TicketAsync(desk.Message(address.ToUpperInvariant(), "Again", "x")))).GetProperty("requester").Number("id"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whose_domain_is_an_organisations_is_its_requester_but_only_through_a_mailbox_that_is_there_for_all(bool forAll)
    {
        var desk = await MailRoom.OpenAsync(server, forAll);
        var (other, domain) = (await server.OrganisationAsync(), $"{Guid.NewGuid():N}.example");
        var administrator = await server.SignInEverywhereAsync(Role.Administrator, desk.Desk.Organisation);
        await administrator.PutAsync($"/organisations/{other}/mail-domains", new { domains = new[] { domain } });

        var received = await desk.SendAsync(desk.Message($"bob@{domain}", "Hello", "x"));

        var ticket = await server.WithDbAsync(db => db.Set<Fettle.Server.ServiceDesk.Tickets.Ticket>().SingleAsync(t => t.Id == received.TicketId));
        Assert.Equal(forAll ? other : desk.Desk.Organisation, ticket.OrganisationId);
        var bob = await server.WithDbAsync(db => db.Set<Fettle.Server.People.Persons.Person>().SingleOrDefaultAsync(p => p.Email == $"bob@{domain}"));
        Assert.Equal(forAll ? (bob!.Id, (DateTimeOffset?)null) : (null, null), (ticket.RequesterId, bob?.UnverifiedSince));
    }

    [Fact]
    public async Task A_domain_is_one_organisations_and_a_public_one_is_nobodys()
    {
        var (mine, other, domain) = (await server.OrganisationAsync(), await server.OrganisationAsync(), $"{Guid.NewGuid():N}.example");
        var (everywhere, here) = (await server.SignInEverywhereAsync(Role.Administrator, mine), await server.SignInAsync(Role.Administrator, mine));

        await everywhere.PutAsync($"/organisations/{mine}/mail-domains", new { domains = new[] { "@" + domain.ToUpperInvariant(), "bücher.example" } });

        Assert.Equal([domain, "xn--bcher-kva.example"], (await here.GetAsync($"/organisations/{mine}/mail-domains")).EnumerateArray().Select(d => d.GetString()!).Order(StringComparer.Ordinal));
        await everywhere.PutAsync($"/organisations/{other}/mail-domains", new { domains = new[] { domain } }, HttpStatusCode.Conflict);
        await everywhere.PutAsync($"/organisations/{other}/mail-domains", new { domains = new[] { "gmail.com" } }, HttpStatusCode.BadRequest);
        await everywhere.PutAsync($"/organisations/{other}/mail-domains", new { domains = new[] { "no domain" } }, HttpStatusCode.BadRequest);
        // To own a domain is to own its senders' tickets.
        await here.PutAsync($"/organisations/{mine}/mail-domains", new { domains = Array.Empty<string>() }, HttpStatusCode.Forbidden);
        await here.PutAsync($"/organisations/{other}/mail-domains", new { domains = Array.Empty<string>() }, HttpStatusCode.NotFound);
        await everywhere.PutAsync($"/organisations/{mine}/mail-domains", new { domains = Array.Empty<string>() });
    }

    [Fact]
    public async Task The_same_message_makes_one_entry_however_often_and_by_which_way_it_comes()
    {
        var desk = await MailRoom.OpenAsync(server);
        var message = desk.Message(desk.Requester, "No sound", "x");

        var first = await desk.HandInAsync(Encoding.UTF8.GetBytes(message));
        var again = await desk.HandInAsync(Encoding.UTF8.GetBytes(message));
        var otherWay = await desk.HandInAsync(Encoding.UTF8.GetBytes("Received: from b.example\r\n" + message));
        await desk.UnderstandAsync();
        await desk.UnderstandAsync();

        Assert.Equal((false, true, first.Number("id")), (first.GetProperty("again").GetBoolean(), again.GetProperty("again").GetBoolean(), again.Number("id")));
        Assert.Equal(ReceiptState.Again, (await desk.ReceivedAsync(otherWay.Number("id"))).State);
        var number = Assert.Single((await desk.Desk.Technician.GetAsync("/tickets")).Items()).Number();
        Assert.Single(await desk.TimelineAsync(number));
    }

    [Fact]
    public async Task The_same_id_with_other_words_is_another_message()
    {
        var desk = await MailRoom.OpenAsync(server);
        var message = desk.Message(desk.Requester, "No sound", "One");

        await desk.TicketAsync(message);
        await desk.TicketAsync(message.Replace("One", "Two", StringComparison.Ordinal));

        Assert.Equal(2, (await desk.Desk.Technician.GetAsync("/tickets")).Items().Count);
    }

    [Fact]
    public async Task Files_become_attachments_and_what_decorates_does_not()
    {
        var desk = await MailRoom.OpenAsync(server);
        var (logo, screen) = (Picture(200, 60, 20_000), Picture(1280, 720, 30_000));
        var message = desk.Message(
            desk.Requester, "Look", $"""
            --b
            Content-Type: text/html

            <p>See</p><img src="cid:screen"><p>--</p><img src="cid:logo">
            --b
            Content-Type: image/png; name=logo.png
            Content-ID: <logo>
            Content-Disposition: inline
            Content-Transfer-Encoding: base64

            {logo}
            --b
            Content-Type: image/png; name=screen.png
            Content-ID: <screen>
            Content-Disposition: inline
            Content-Transfer-Encoding: base64

            {screen}
            --b
            Content-Type: application/pdf
            Content-Disposition: attachment; filename="../../report.pdf"

            %PDF
            --b--
            """, "MIME-Version: 1.0", "Content-Type: multipart/related; boundary=b");

        var number = await desk.TicketAsync(message);

        Assert.Equal(["screen.png", "report.pdf"], (await desk.TimelineAsync(number))[0].GetProperty("attachments").EnumerateArray().Select(a => a.Text("name")));
    }

    [Fact]
    public async Task Only_who_may_deliver_mail_hands_it_in()
    {
        var desk = await MailRoom.OpenAsync(server);
        var path = $"/mail?mailbox={desk.Mailbox}";

        await desk.Desk.Technician.PostAsync(path, new { }, HttpStatusCode.Forbidden);
        await (await server.SignInAsync(Role.Lead, await server.OrganisationAsync())).PostAsync(path, new { }, HttpStatusCode.NotFound);
        await desk.HandInAsync([], HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Nobody_is_answered_by_a_program_that_is_one_or_whose_mail_is_in_doubt_or_too_often()
    {
        var desk = await MailRoom.OpenAsync(server);

        Assert.True(await MayAsync(desk, desk.Message(desk.Requester, "a", "x")));
        Assert.False(await MayAsync(desk, desk.Message(desk.Requester, "b", "x", "Auto-Submitted: auto-generated")));
        Assert.False(await MayAsync(desk, desk.Message(desk.Requester, "c", "x", "Precedence: bulk")));
        Assert.False(await MayAsync(desk, desk.Message(desk.Requester, "d", "x", "List-Id: <all.example>")));
        Assert.False(await MayAsync(desk, desk.Message(desk.Requester, "e", "x", "Return-Path: <>")));
        Assert.False(await MayAsync(desk, desk.Message(desk.Requester, "f", "x", MailRoom.Found("dmarc=fail"))));
        await server.WithDbAsync(async db =>
        {
            var entry = await db.TicketMails.OrderBy(m => m.Id).FirstAsync(m => m.Correspondent == desk.Requester);
            db.AddRange(Enumerable.Range(0, 5).Select(i => new TicketMail
            {
                OrganisationId = entry.OrganisationId,
                TicketId = entry.TicketId,
                EntryId = entry.EntryId,
                Direction = MailDirection.Out,
                MessageId = $"<{i}.{Guid.NewGuid()}@x>",
                From = new(null, desk.Address),
                Correspondent = desk.Requester,
                Automatic = true,
                At = server.Clock.GetUtcNow(),
                State = MailState.Sent,
            }));
            await db.SaveChangesAsync();
        });
        Assert.False(await MayAsync(desk, desk.Message(desk.Requester, "g", "x")));
    }

    private async Task<bool> MayAsync(MailRoom desk, string message)
    {
        var received = await desk.SendAsync(message);
        var may = false;
        var mail = await server.WithDbAsync(db => db.TicketMails.SingleAsync(m => m.EntryId == received.EntryId));
        await server.WithAsync<MayBeAcknowledged>(async rule => may = await rule.ToAsync(mail, CancellationToken.None));
        return may;
    }

    /// <summary>The header of a PNG of this size, and noise.</summary>
    private static string Picture(int width, int height, int bytes)
    {
        var picture = new byte[bytes];
        new Random(width).NextBytes(picture);
        ((byte[])[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R']).CopyTo(picture, 0);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(picture.AsSpan(16), width);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(picture.AsSpan(20), height);
        return Convert.ToBase64String(picture, Base64FormattingOptions.InsertLineBreaks);
    }

    public sealed class Sqlite(OnSqlite server) : IncomingMailTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : IncomingMailTests(server), IClassFixture<OnPostgres>;
}
