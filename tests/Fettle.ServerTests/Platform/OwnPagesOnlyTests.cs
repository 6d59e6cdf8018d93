using System.Net;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.Platform;

public sealed class OwnPagesOnlyTests(OnSqlite server) : IClassFixture<OnSqlite>
{
    [Theory]
    [InlineData("POST", null, null, HttpStatusCode.BadRequest)]
    [InlineData("DELETE", null, null, HttpStatusCode.BadRequest)]
    [InlineData("POST", "X-Fettle", "1", HttpStatusCode.NotFound)]
    [InlineData("POST", "Authorization", "Bearer abc", HttpStatusCode.NotFound)]
    [InlineData("POST", "Authorization", "Basic abc", HttpStatusCode.BadRequest)]
    [InlineData("GET", null, null, HttpStatusCode.NotFound)]
    public async Task A_change_needs_the_header_that_only_our_pages_can_send(string method, string? header, string? value, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/no-such-thing");
        if (header is not null)
            request.Headers.TryAddWithoutValidation(header, value);

        using var answer = await server.Stranger().SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }
}
