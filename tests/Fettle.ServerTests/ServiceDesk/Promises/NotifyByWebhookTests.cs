using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fettle.Server.ServiceDesk.OnCall.Telling;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk.Promises;

public sealed class NotifyByWebhookTests
{
    [Fact]
    public async Task What_is_posted_says_who_is_called_to_what_and_is_signed_with_the_rotations_secret()
    {
        using var receiver = new Receiver();
        using var webhook = new NotifyByWebhook(new(new() { Allowed = "127.0.0.1" }), new TestClock());

        var sending = webhook.SendAsync(receiver.Notice("s3cret"), CancellationToken.None);
        var (headers, body) = await receiver.AnswerAsync("204 No Content");
        await sending;

        var signed = HMACSHA256.HashData("s3cret"u8.ToArray(), Encoding.UTF8.GetBytes($"{headers["x-fettle-timestamp"]}.{body}"));
        Assert.Equal(($"sha256={Convert.ToHexStringLower(signed)}", "12"), (headers["x-fettle-signature"], headers["x-fettle-delivery"]));
        var told = JsonElement.Parse(body);
        Assert.Equal(("onCall.told", 1042L, "Anna"), (told.Text("event"), told.Number("ticket"), told.GetProperty("person").Text("name")));
    }

    [Theory]
    [InlineData("500 Sorry")]
    [InlineData("302 Found\r\nLocation: http://127.0.0.1:1/")]
    public async Task Anything_but_a_yes_is_a_failure_and_a_redirect_is_not_followed(string answer)
    {
        using var receiver = new Receiver();
        using var webhook = new NotifyByWebhook(new(new() { Allowed = "127.0.0.1" }), new TestClock());

        var sending = webhook.SendAsync(receiver.Notice(null), CancellationToken.None);
        await receiver.AnswerAsync(answer);

        Assert.Contains($"answered {answer[..3]}", (await Assert.ThrowsAsync<CannotNotify>(() => sending)).Message);
    }

    /// <summary>Takes one request and answers it.</summary>
    private sealed class Receiver : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public Receiver() => _listener.Start();

        public Notice Notice(string? secret) => new(
            12, 7, 1, "#1042 Mail is down", 1042, Urgent: true, DateTimeOffset.UnixEpoch, 1, 3, "Anna", "anna@example.org", "Nights",
            $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/hook", secret);

        public async Task<(IReadOnlyDictionary<string, string> Headers, string Body)> AnswerAsync(string answer)
        {
            using var client = await _listener.AcceptTcpClientAsync().WaitAsync(TimeSpan.FromSeconds(20));
            using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            await reader.ReadLineAsync();
            while (await reader.ReadLineAsync() is { Length: > 0 } line)
                headers[line[..line.IndexOf(':')]] = line[(line.IndexOf(':') + 1)..].Trim();
            var body = new char[int.Parse(headers["content-length"])];
            await reader.ReadBlockAsync(body);
            await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 {answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
            return (headers, new(body));
        }

        public void Dispose() => _listener.Dispose();
    }
}
