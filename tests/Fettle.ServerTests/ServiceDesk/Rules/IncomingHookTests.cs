using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fettle.Server.ServiceDesk.Webhooks.Incoming;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk.Rules;

public abstract class IncomingHookTests(FettleServer server)
{
    private const string Alertmanager = """
        {"version":"4","status":"STATUS","alerts":[
          {"status":"STATUS","labels":{"alertname":"DiskFull","instance":"srv-01:9100","severity":"critical"},"annotations":{"summary":"Disk of srv-01 is full","description":"WORDS"},"fingerprint":"f1"}]}
        """;

    [Fact]
    public async Task An_alert_becomes_a_ticket_its_next_word_goes_there_and_its_end_solves_it()
    {
        var (desk, hook) = await HookAsync("alertmanager");

        var opened = await hook.CallAsync(Alertmanager.Replace("STATUS", "firing").Replace("WORDS", "95 %"));
        var again = await hook.CallAsync(Alertmanager.Replace("STATUS", "firing").Replace("WORDS", "97 %"));
        var over = await hook.CallAsync(Alertmanager.Replace("STATUS", "resolved").Replace("WORDS", "40 %"));

        var number = Result(opened).Number();
        Assert.Equal(["opened", "added", "solved"], new[] { opened, again, over }.Select(a => Result(a).Text("outcome")));
        Assert.All([again, over], a => Assert.Equal(number, Result(a).Number()));
        var ticket = await desk.TicketAsync(number);
        Assert.Equal(("Disk of srv-01 is full", "p1", "resolved"), (ticket.Text("subject"), ticket.Text("priority"), ticket.Text("status")));
        var back = await hook.CallAsync(Alertmanager.Replace("STATUS", "firing").Replace("WORDS", "96 %"));
        Assert.Equal((number, "open"), (Result(back).Number(), await desk.Desk.StatusAsync(number)));
    }

    [Theory]
    [InlineData("zabbix", """{"name":"High load","host":"srv-02","severity":"High","message":"load 12","eventid":"77","value":"1"}""", """{"name":"High load","host":"srv-02","severity":"High","message":"ok","eventid":"77","value":"0"}""", "High load", "p2")]
    [InlineData("uptimeKuma", """{"monitor":{"id":5,"name":"Shop","url":"https://shop.example"},"heartbeat":{"status":0},"msg":"down"}""", """{"monitor":{"id":5,"name":"Shop"},"heartbeat":{"status":1},"msg":"up"}""", "Shop does not answer", "p3")]
    [InlineData("grafana", """{"alerts":[{"status":"firing","labels":{"alertname":"CPU","severity":"warning"},"annotations":{},"fingerprint":"a"}]}""", """{"alerts":[{"status":"resolved","labels":{"alertname":"CPU"},"annotations":{},"fingerprint":"a"}]}""", "CPU", "p3")]
    public async Task What_well_known_programs_send_is_understood_as_it_comes(string program, string bad, string good, string subject, string priority)
    {
        var (desk, hook) = await HookAsync(program);

        var number = Result(await hook.CallAsync(bad)).Number();
        var over = Result(await hook.CallAsync(good));

        var ticket = await desk.TicketAsync(number);
        Assert.Equal((subject, priority, "resolved"), (ticket.Text("subject"), ticket.Text("priority"), ticket.Text("status")));
        Assert.Equal(number, over.Number());
        Assert.Equal("nothing", Result(await (await HookAsync(program)).Hook.CallAsync(good)).Text("outcome"));
    }

    [Fact]
    public async Task Two_calls_about_one_thing_at_once_make_one_ticket()
    {
        var (_, hook) = await HookAsync("alertmanager");
        var body = Alertmanager.Replace("STATUS", "firing");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => hook.CallAsync(body)));

        Assert.Single(answers.Select(a => Result(a).Number()).Distinct());
        Assert.Single(answers, a => Result(a).Text("outcome") == "opened");
    }

    [Theory]
    [InlineData("not json", "body is not JSON")]
    [InlineData("{}", "alerts is no list")]
    [InlineData("{\"alerts\":\"x\"}", "alerts is no list")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "body is not JSON")]
    public async Task What_cannot_be_read_is_answered_with_the_reason_and_kept(string body, string why)
    {
        var (desk, hook) = await HookAsync("alertmanager");

        var refused = await hook.CallAsync(body, HttpStatusCode.BadRequest);

        Assert.Contains(why, refused.Text("detail")!);
        var kept = Assert.Single((await desk.Lead.GetAsync($"/incoming-hooks/{hook.Id}/calls")).Items());
        Assert.Equal(("refused", body), (kept.Text("outcome"), kept.Text("body")));
    }

    [Fact]
    public async Task Without_the_secret_nothing_is_heard_and_too_much_is_refused()
    {
        var (desk, hook) = await HookAsync("anything");
        await (hook with { Secret = "another secret" }).CallAsync("""{"subject":"x"}""", HttpStatusCode.Unauthorized);
        await (hook with { Path = "/hooks/nowhere" }).CallAsync("""{"subject":"x"}""", HttpStatusCode.Unauthorized);
        await hook.CallAsync(new string('x', (1024 * 1024) + 1), HttpStatusCode.RequestEntityTooLarge);

        Assert.Empty((await desk.Lead.GetAsync($"/incoming-hooks/{hook.Id}/calls")).Items());
    }

    [Fact]
    public async Task A_body_that_is_signed_needs_no_token_and_one_that_was_changed_is_refused()
    {
        var (_, hook) = await HookAsync("anything", "signature");
        var body = """{"subject":"signed"}"""u8.ToArray();
        var signature = $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(hook.Secret), body))}";

        Assert.Equal(HttpStatusCode.OK, await SignedAsync(body));
        Assert.Equal(HttpStatusCode.Unauthorized, await SignedAsync("""{"subject":"forged"}"""u8.ToArray()));

        async Task<HttpStatusCode> SignedAsync(byte[] sent)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(hook.Path, UriKind.Relative)) { Content = new ByteArrayContent(sent) };
            request.Headers.Add("X-Hub-Signature-256", signature);
            using var answer = await hook.Client.SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Fact]
    public void A_mappings_text_is_filled_whatever_is_written_and_whatever_came()
    {
        var json = JsonElement.Parse("""{"a":{"b":[1,"two",null]},"c":true,"d":{"e":1}}""");

        Assert.Equal("1 two [] true {\"e\":1}", HookText.Fill("{{a.b.0}} {{a.b.1}} [{{a.b.2}}] {{c}} {{d}}", json));
        Assert.Equal("two none deep {{ open", HookText.Fill("{{x|{{a.b.1}}}} {{x|none}} {{x|{{y|deep}}}} {{ open", json));
    }

    private static JsonElement Result(JsonElement answer) => answer.GetProperty("results")[0];

    internal sealed record Hook(HttpClient Client, long Id, string Path, string Secret)
    {
        public async Task<JsonElement> CallAsync(string body, HttpStatusCode expected = HttpStatusCode.OK)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Path, UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.Add("X-Fettle-Token", Secret);
            using var answer = await Client.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == expected, $"expected {expected}, got {answer.StatusCode}: {text}");
            return JsonElement.Parse(text);
        }
    }

    private async Task<(RuleDesk Desk, Hook Hook)> HookAsync(string program, string proof = "token")
    {
        var desk = await RuleDesk.OpenAsync(server);
        var shipped = (await desk.Lead.GetAsync("/incoming-hooks")).GetProperty("shipped").GetProperty(program);
        var made = await desk.Lead.PostAsync("/incoming-hooks", new { name = program, organisationId = desk.Desk.Organisation, proof, mapping = shipped });
        return (desk, new(server.Stranger(), made.Number("id"), made.Text("path")!, made.Text("secret")!));
    }

    public sealed class Sqlite(OnSqlite server) : IncomingHookTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : IncomingHookTests(server), IClassFixture<OnPostgres>;
}
