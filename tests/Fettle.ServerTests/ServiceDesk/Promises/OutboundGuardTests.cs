using System.Net;
using Fettle.Server.Platform.Outgoing;

namespace Fettle.ServerTests.ServiceDesk.Promises;

public sealed class OutboundGuardTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("100.100.100.200")]
    [InlineData("169.254.169.254")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("224.0.0.1")]
    public void What_is_not_public_is_not_reached(string address)
    {
        Assert.False(new OutboundGuard(new()).MayReach(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("9.9.9.9")]
    [InlineData("172.32.0.1")]
    [InlineData("2620:fe::fe")]
    public void What_is_public_is_reached(string address)
    {
        Assert.True(new OutboundGuard(new()).MayReach(IPAddress.Parse(address)));
    }

    [Fact]
    public async Task A_name_that_resolves_to_this_machine_is_refused_unless_it_is_allowed()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/");

        using var refused = new HttpClient(new OutboundGuard(new()).NewHandler());
        var refusal = await Assert.ThrowsAsync<HttpRequestException>(() => refused.GetAsync(address));
        Assert.Contains("is not a public address", refusal.Message);

        using var allowed = new HttpClient(new OutboundGuard(new() { Allowed = "127.0.0.0/8, ::1" }).NewHandler());
        var answer = allowed.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
        using var connection = await listener.AcceptTcpClientAsync().WaitAsync(TimeSpan.FromSeconds(20));
        await connection.GetStream().WriteAsync("HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray());
        Assert.Equal(HttpStatusCode.NoContent, (await answer).StatusCode);
    }
}
