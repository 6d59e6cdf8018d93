using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fettle.Server.People;
using Fettle.Server.ServiceDesk.Webhooks.Sending;
using Fettle.ServerTests.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Fettle.ServerTests.ServiceDesk.Rules.RuleDesk;

namespace Fettle.ServerTests.ServiceDesk.Rules;

public abstract class WebhookTests(FettleServer server)
{
    private const string Secret = "a secret of the test";

    [Fact]
    public async Task What_happens_is_posted_signed_and_its_answer_kept()
    {
        using var there = new Listener();
        var desk = await OpenAsync(server);
        var webhook = await WebhookAsync(desk, there.Url, "opened", "deskReplied");
        var number = await desk.ReportAsync("It is slöw");

        await SendAsync();

        var (headers, body) = Assert.Single(there.Came);
        var signed = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{headers["x-fettle-timestamp"]}.{body}"));
        Assert.Equal($"sha256={Convert.ToHexStringLower(signed)}", headers["x-fettle-signature"]);
        var told = JsonElement.Parse(body);
        Assert.Equal(("opened", number, "Rita"), (told.Text("event"), told.GetProperty("ticket").Number(), told.GetProperty("ticket").GetProperty("requester").Text("name")));
        Assert.Contains("slöw", body, StringComparison.Ordinal);
        var delivery = Assert.Single(await DeliveriesAsync(desk, webhook));
        Assert.Equal((204L, 1L, headers["x-fettle-delivery"]), (delivery.Number("status"), delivery.Number("tries"), $"{delivery.Number("id")}"));
    }

    [Fact]
    public async Task What_does_not_arrive_is_tried_again_later_and_later_and_once_more_by_a_press()
    {
        using var there = new Listener { Answer = "500 Sorry" };
        var desk = await OpenAsync(server);
        var webhook = await WebhookAsync(desk, there.Url, "opened");
        await desk.ReportAsync("x");

        await SendAsync();
        await SendAsync();
        Assert.Single(there.Came);
        server.Clock.Advance(TimeSpan.FromSeconds(31));
        await SendAsync();
        Assert.Equal(2, there.Came.Count);
        var failed = Assert.Single(await DeliveriesAsync(desk, webhook));
        Assert.Equal((500L, "said"), (failed.Number("status"), failed.Text("answer")));
        Assert.Contains("answered 500", failed.Text("failure")!);

        there.Answer = "200 OK";
        await desk.Lead.PostAsync($"/webhooks/{webhook}/deliveries/{failed.Number("id")}/replay", null, HttpStatusCode.NoContent);
        await SendAsync();
        Assert.NotNull(Assert.Single(await DeliveriesAsync(desk, webhook)).Text("arrivedAt"));
        Assert.Single(there.Came.Select(c => c.Headers["x-fettle-delivery"]).Distinct());
    }

    [Fact]
    public async Task One_that_hangs_is_cut_off_and_keeps_no_other_waiting()
    {
        using var hangs = new Listener { Answer = null };
        using var quick = new Listener();
        var desk = await OpenAsync(server);
        var (slow, _) = (await WebhookAsync(desk, hangs.Url, "opened"), await WebhookAsync(desk, quick.Url, "opened"));
        await desk.ReportAsync("x");

        var sending = SendAsync();
        await quick.First.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.False(sending.IsCompleted);
        Assert.Single(quick.Came);
        await sending.WaitAsync(TimeSpan.FromSeconds(40));

        Assert.Contains("did not answer within 15 seconds", Assert.Single(await DeliveriesAsync(desk, slow)).Text("failure")!);
    }

    [Fact]
    public async Task One_that_has_failed_for_a_day_is_switched_off_and_who_set_it_up_is_told()
    {
        using var there = new Listener { Answer = "410 Gone" };
        var desk = await OpenAsync(server);
        var webhook = await WebhookAsync(desk, there.Url, "opened");
        await desk.ReportAsync("x");
        await SendAsync();
        server.Clock.Advance(TimeSpan.FromHours(25));
        await SendAsync();

        var shown = (await desk.Lead.GetAsync("/webhooks")).EnumerateArray().Single(w => w.Number("id") == webhook);
        Assert.False(shown.GetProperty("enabled").GetBoolean());
        Assert.Contains("410", shown.Text("givenUpBecause")!);
        Assert.Contains((await desk.Lead.GetAsync("/on-call/alerts?answered=false")).Items(), a => a.Text("subject")!.Contains("switched off", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_private_address_is_not_reached_unless_the_operator_allows_it()
    {
        var desk = await OpenAsync(server);
        var webhook = await WebhookAsync(desk, "http://10.1.2.3/hook", "opened");
        await desk.ReportAsync("x");

        await SendAsync();

        Assert.Contains("not a public address", Assert.Single(await DeliveriesAsync(desk, webhook)).Text("failure")!);
    }

    [Fact]
    public async Task A_rule_sends_what_no_event_would()
    {
        using var there = new Listener();
        var desk = await OpenAsync(server);
        var webhook = await WebhookAsync(desk, there.Url);
        await desk.RuleAsync(["opened"], [Do("webhook", $"{webhook}")], ["fire"], name: "Fire");

        await desk.ReportAsync("There is a fire");
        await desk.ReportAsync("There is none");
        await SendAsync();

        Assert.Equal("Fire", JsonElement.Parse(Assert.Single(there.Came).Body).Text("rule"));
    }

    [Fact]
    public async Task The_secret_of_a_webhook_is_not_sent_to_another_host_by_changing_its_address()
    {
        var desk = await OpenAsync(server);
        var webhook = await WebhookAsync(desk, "https://one.example/hook", "opened");

        var refused = await desk.Lead.SendAsync(HttpMethod.Put, $"/webhooks/{webhook}", Draft(desk, "https://other.example/hook", null, "opened"), HttpStatusCode.BadRequest);

        Assert.True(refused.GetProperty("errors").TryGetProperty("secret", out _));
    }

    [Fact]
    public async Task Where_a_webhook_leads_is_for_those_who_set_it_up_and_what_it_was_told_for_those_who_see_the_tickets()
    {
        var (desk, elsewhere) = (await OpenAsync(server), await OpenAsync(server));
        var administrator = await server.SignInEverywhereAsync(Role.Administrator, desk.Desk.Organisation);
        var webhook = (await administrator.PostAsync(
            "/webhooks", new { name = "All", organisationId = (long?)null, url = "https://chat.example/very-secret", events = new[] { "opened" }, secret = Secret })).Number("id");
        var (number, theirs) = (await desk.ReportAsync("ours"), await elsewhere.ReportAsync("theirs"));

        var shown = (await desk.Desk.Technician.GetAsync("/webhooks")).EnumerateArray().Single(w => w.Number("id") == webhook);
        Assert.Equal("https://chat.example/…", shown.Text("url"));
        var told = (await desk.Desk.Technician.GetAsync($"/webhooks/{webhook}/deliveries")).Items().Select(d => d.Number("ticketNumber")).ToList();
        Assert.Equal((true, false), (told.Contains(number), told.Contains(theirs)));
        await administrator.SendAsync(HttpMethod.Delete, $"/webhooks/{webhook}", null, HttpStatusCode.NoContent);
    }

    private static object Draft(RuleDesk desk, string url, string? secret, params string[] events) =>
        new { name = "There", organisationId = desk.Desk.Organisation, url, events, enabled = true, secret };

    private static async Task<long> WebhookAsync(RuleDesk desk, string url, params string[] events) => (await desk.Lead.PostAsync("/webhooks", Draft(desk, url, Secret, events))).Number("id");

    private static async Task<IReadOnlyList<JsonElement>> DeliveriesAsync(RuleDesk desk, long webhook) => (await desk.Lead.GetAsync($"/webhooks/{webhook}/deliveries")).Items();

    private Task SendAsync() => ActivatorUtilities.CreateInstance<SendDeliveries>(server.Services).SendDueAsync(CancellationToken.None);

    public sealed class OnSqliteThatMayReachThisMachine : OnSqlite
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings, StringComparer.Ordinal) { ["Outgoing:Allowed"] = "127.0.0.1" };
    }

    public sealed class OnPostgresThatMayReachThisMachine(PostgresCluster cluster) : OnPostgres(cluster)
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings, StringComparer.Ordinal) { ["Outgoing:Allowed"] = "127.0.0.1" };
    }

    public sealed class Sqlite(OnSqliteThatMayReachThisMachine server) : WebhookTests(server), IClassFixture<OnSqliteThatMayReachThisMachine>;

    public sealed class Postgres(OnPostgresThatMayReachThisMachine server) : WebhookTests(server), IClassFixture<OnPostgresThatMayReachThisMachine>;
}
