using System.Net;
using System.Net.Http.Json;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk.Rules;

public sealed class HookRateTests(HookRateTests.OnSqliteThatIsSoonTired server) : IClassFixture<HookRateTests.OnSqliteThatIsSoonTired>
{
    [Fact]
    public async Task Who_calls_too_often_is_told_when_to_come_again_and_others_are_heard()
    {
        var desk = await RuleDesk.OpenAsync(server);
        var (noisy, calm) = (await HookAsync(desk), await HookAsync(desk));

        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 4; i++)
            answers.Add(await CallAsync(noisy));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], answers);
        Assert.Equal(HttpStatusCode.OK, await CallAsync(calm));
    }

    private static async Task<(string Path, string Secret)> HookAsync(RuleDesk desk)
    {
        var made = await desk.Lead.PostAsync("/incoming-hooks", new { name = "x", organisationId = desk.Desk.Organisation, proof = "token", mapping = new { subject = "{{subject}}", body = "x" } });
        return (made.Text("path")!, made.Text("secret")!);
    }

    private async Task<HttpStatusCode> CallAsync((string Path, string Secret) hook)
    {
        using var client = server.Stranger();
        client.DefaultRequestHeaders.Add("X-Fettle-Token", hook.Secret);
        using var answer = await client.PostAsJsonAsync(new Uri(hook.Path, UriKind.Relative), new { subject = "again" });
        return answer.StatusCode;
    }

    public sealed class OnSqliteThatIsSoonTired : OnSqlite
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings, StringComparer.Ordinal) { ["RateLimits:HookCallsPerMinute"] = "3" };
    }
}
