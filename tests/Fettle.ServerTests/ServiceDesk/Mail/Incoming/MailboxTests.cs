using System.Net;
using System.Text.Json;
using Fettle.Server.People;
using Fettle.Server.ServiceDesk.Mail;
using Fettle.Server.ServiceDesk.Mail.Incoming;
using Fettle.Server.ServiceDesk.Mail.Mailboxes;
using Fettle.ServerTests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.ServiceDesk.Mail.Incoming;

/// <summary>Setting mailboxes up, and being told when one stops working.</summary>
public abstract class MailboxTests(FettleServer server)
{
    private static long s_last;

    [Fact]
    public async Task A_secret_is_kept_sealed_is_never_shown_and_goes_to_no_other_server()
    {
        var (lead, request) = await NewAsync();
        var made = await lead.PostAsync("/mailboxes", request);
        var id = made.Number("id");

        Assert.True(made.GetProperty("hasSecret").GetBoolean());
        Assert.DoesNotContain("top-secret", (await lead.GetAsync("/mailboxes")).ToString());
        var kept = await server.WithDbAsync(db => db.Mailboxes.Where(m => m.Id == id).Select(m => m.SealedSecret!).SingleAsync());
        Assert.DoesNotContain("top-secret", kept);
        Assert.DoesNotContain("top-secret", (await (await server.SignInEverywhereAsync(Role.Auditor, lead.OrganisationId)).GetAsync("/journal")).ToString());

        await lead.PutAsync($"/mailboxes/{id}", request with { Secret = null, Folder = "Help" });
        await lead.PutAsync($"/mailboxes/{id}", request with { Secret = null, Host = "imap.evil.example" }, HttpStatusCode.BadRequest);
        await lead.PostAsync("/mailboxes/try", new { mailbox = request with { Secret = null, Host = "imap.evil.example" }, mailboxId = id }, HttpStatusCode.BadRequest);
        Assert.Equal(kept, await server.WithDbAsync(db => db.Mailboxes.Where(m => m.Id == id).Select(m => m.SealedSecret!).SingleAsync()));
    }

    [Fact]
    public async Task A_mailbox_is_its_organisations_and_for_all_only_by_who_manages_all()
    {
        var (lead, request) = await NewAsync();
        var id = (await lead.PostAsync("/mailboxes", request)).Number("id");
        var other = await server.SignInAsync(Role.Lead, await server.OrganisationAsync());
        var here = await server.SignInAsync(Role.Lead, lead.OrganisationId);
        var technician = await server.SignInAsync(Role.Technician, lead.OrganisationId);

        Assert.Empty((await other.GetAsync("/mailboxes")).EnumerateArray());
        await other.PutAsync($"/mailboxes/{id}", request, HttpStatusCode.NotFound);
        await other.PutAsync($"/mailboxes/{id}/paused", new { paused = true }, HttpStatusCode.NotFound);
        await other.SendAsync(HttpMethod.Delete, $"/mailboxes/{id}", null, HttpStatusCode.NotFound);
        await other.PostAsync("/mailboxes", request with { Address = "x@y.example" }, HttpStatusCode.NotFound);
        await technician.PostAsync("/mailboxes", request with { Address = "x@y.example" }, HttpStatusCode.Forbidden);
        await here.PostAsync("/mailboxes", request with { Address = "x@y.example", Host = null, ForAll = true }, HttpStatusCode.Forbidden);
        // The provider's own network is not for every customer to look into.
        await here.PostAsync("/mailboxes", request with { Address = "x@y.example", Host = "127.0.0.1" }, HttpStatusCode.BadRequest);
        await here.PostAsync("/mailboxes/try", new { mailbox = request with { Host = "10.1.2.3" } }, HttpStatusCode.BadRequest);

        await here.SendAsync(HttpMethod.Delete, $"/mailboxes/{id}", null, HttpStatusCode.NoContent);
        Assert.DoesNotContain((await lead.GetAsync("/mailboxes")).EnumerateArray(), m => m.Number("id") == id);
    }

    [Theory]
    [InlineData("address", "nobody")]
    [InlineData("port", 70000)]
    [InlineData("queueId", 999999)]
    [InlineData("user", "")]
    [InlineData("authority", "no certificate")]
    [InlineData("secret", "")]
    public async Task What_cannot_be_taken_is_told_with_its_field(string field, object value)
    {
        var (lead, request) = await NewAsync();
        var body = JsonSerializer.SerializeToNode(request, JsonSerializerOptions.Web)!;
        body[field] = JsonSerializer.SerializeToNode(value);

        var refusal = await lead.PostAsync("/mailboxes", body, HttpStatusCode.BadRequest);

        Assert.True(refusal.GetProperty("errors").TryGetProperty(field, out _), refusal.ToString());
    }

    [Fact]
    public async Task Trying_says_in_words_that_nobody_answers()
    {
        var (lead, request) = await NewAsync();

        var outcome = await lead.PostAsync("/mailboxes/try", new { mailbox = request with { Host = "127.0.0.1", Port = 1 } });

        Assert.Equal("server", outcome.Text("kind"));
        Assert.Contains("does not answer", outcome.Text("trouble"));
    }

    [Fact]
    public async Task A_refused_sign_in_is_told_by_one_ticket_until_it_is_over()
    {
        var (lead, request) = await NewAsync();
        var id = (await lead.PostAsync("/mailboxes", request)).Number("id");
        await TroubleAsync(id, MailTrouble.SignIn, "The mail server does not accept user and password: token expired");

        await WatchAsync();
        await WatchAsync();

        var alert = (await lead.GetAsync("/mailboxes")).EnumerateArray().Single(m => m.Number("id") == id).Number("alertTicket");
        var ticket = await lead.GetAsync($"/tickets/{alert}");
        Assert.Equal(("Mail", "high"), (ticket.GetProperty("queue").Text("name"), ticket.Text("urgency")));
        Assert.Contains(request.Address, ticket.Text("subject"));
        Assert.Single((await lead.GetAsync($"/tickets?organisationId={lead.OrganisationId}")).Items());

        await TroubleAsync(id, null, null);
        await WatchAsync();
        Assert.Contains("comes in again", (await lead.GetAsync($"/tickets/{alert}/timeline")).Items()[^1].Text("text"));
        Assert.Equal(JsonValueKind.Null, (await lead.GetAsync("/mailboxes")).EnumerateArray().Single(m => m.Number("id") == id).GetProperty("alertTicket").ValueKind);
    }

    [Fact]
    public async Task A_server_that_is_away_for_a_moment_is_no_alert_and_a_mailbox_that_falls_silent_is()
    {
        var (lead, request) = await NewAsync();
        var id = (await lead.PostAsync("/mailboxes", request)).Number("id");
        await TroubleAsync(id, MailTrouble.Server, "does not answer");
        await WatchAsync();
        Assert.Empty((await lead.GetAsync($"/tickets?organisationId={lead.OrganisationId}")).Items());

        await TroubleAsync(id, null, null);
        await server.WithDbAsync(async db =>
        {
            var now = server.Clock.GetUtcNow();
            db.AddRange(Enumerable.Range(0, 100).Select(i => new ReceivedMail { OrganisationId = lead.OrganisationId, MailboxId = id, ReceivedAt = now.AddDays(-20).AddHours(i * 4.5) }));
            await db.SaveChangesAsync();
        });
        await WatchAsync();

        Assert.StartsWith("No mail comes to", Assert.Single((await lead.GetAsync($"/tickets?organisationId={lead.OrganisationId}")).Items()).Text("subject"));
    }

    private sealed record Request(long OrganisationId, long QueueId, string Address, string? Host, string? User, string? Secret, string Folder = "INBOX", bool ForAll = false, int Port = 993);

    private async Task<(TestPerson Lead, Request Request)> NewAsync()
    {
        var organisation = await server.OrganisationAsync();
        var lead = await server.SignInEverywhereAsync(Role.Lead, organisation);
        var queue = (await lead.PostAsync("/queues", new { organisationId = organisation, name = "Mail" })).Number("id");
        return (lead, new(organisation, queue, $"box{Interlocked.Increment(ref s_last)}@desk.example", "imap.example.org", "box", "top-secret"));
    }

    private Task TroubleAsync(long id, MailTrouble? kind, string? words) => server.WithDbAsync(async db =>
    {
        var state = await db.MailboxStates.SingleAsync(s => s.MailboxId == id);
        (state.TroubleKind, state.Trouble, state.TroubleSince) = (kind, words, kind is null ? null : server.Clock.GetUtcNow());
        await db.SaveChangesAsync();
    });

    private Task WatchAsync() => ActivatorUtilities.CreateInstance<WatchMailboxes>(server.Services).WatchAsync(CancellationToken.None);

    public sealed class Sqlite(OnSqlite server) : MailboxTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : MailboxTests(server), IClassFixture<OnPostgres>;
}
