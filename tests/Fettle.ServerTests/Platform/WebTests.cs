using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Fettle.Server.Platform.Web;
using Fettle.ServerTests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.Platform;

public sealed class WebTests(WebTests.WithPages server) : IClassFixture<WebTests.WithPages>
{
    private const string Script = "console.log('fettle')";

    [Theory]
    [InlineData("/")]
    [InlineData("/tickets/12")]
    [InlineData("/help")]
    public async Task A_page_of_the_app_comes_with_its_own_nonce_and_the_strict_policy(string path)
    {
        var (first, second) = (await GetAsync(path), await GetAsync(path));
        var (page, other) = (await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());

        Assert.Equal((HttpStatusCode.OK, "text/html"), (first.StatusCode, first.Content.Headers.ContentType?.MediaType));
        var nonce = page.Split("nonce=")[1];
        Assert.NotEqual(nonce, other.Split("nonce=")[1]);
        var policy = Header(first, "Content-Security-Policy");
        Assert.Contains($"style-src 'self' 'nonce-{nonce}'", policy);
        Assert.Contains("script-src 'self';", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("no-cache", Header(first, "Cache-Control"));
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("identity")]
    public async Task An_asset_is_compressed_as_the_browser_can_and_kept_for_ever(string encoding)
    {
        var answer = await GetAsync("/assets/app-1a2b.js", ("Accept-Encoding", encoding));
        await using var body = await answer.Content.ReadAsStreamAsync();
        await using var plain = encoding switch { "br" => new BrotliStream(body, CompressionMode.Decompress), "gzip" => new GZipStream(body, CompressionMode.Decompress), _ => body };

        Assert.Equal(Script, await new StreamReader(plain).ReadToEndAsync());
        Assert.Equal("public, max-age=31536000, immutable", Header(answer, "Cache-Control"));
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType?.MediaType);

        var again = await GetAsync("/assets/app-1a2b.js", ("If-None-Match", Header(answer, "ETag")));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Theory]
    [InlineData("/api/no-such-thing")]
    [InlineData("/assets/app-old.js")]
    [InlineData("/no-such-file.js")]
    [InlineData("/assets/../../secret.txt")]
    [InlineData("/..%2fsecret.txt")]
    [InlineData("/agent/v1/no-such-thing")]
    public async Task What_is_neither_route_nor_page_is_404_and_no_page(string path)
    {
        var answer = await GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/me")]
    [InlineData("/api/no-such-thing")]
    [InlineData("/assets/app-1a2b.js")]
    [InlineData("/openapi")]
    public async Task Every_answer_carries_the_security_headers(string path)
    {
        var answer = await GetAsync(path);

        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("DENY", Header(answer, "X-Frame-Options"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Opener-Policy"));
        Assert.Contains("default-src", Header(answer, "Content-Security-Policy"));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task The_documents_page_names_every_operation_and_runs_nothing()
    {
        var page = await (await GetAsync("/openapi")).Content.ReadAsStringAsync();
        using var document = JsonDocument.Parse(await (await GetAsync("/openapi/v1.json")).Content.ReadAsStringAsync());
        var operations = document.RootElement.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject()).Select(o => o.Value).ToList();

        Assert.NotEmpty(operations);
        Assert.All(operations, o =>
        {
            Assert.Contains(o.GetProperty("operationId").GetString()!, page);
            Assert.NotEqual(0, o.GetProperty("tags").GetArrayLength());
        });
        Assert.DoesNotContain("<script", page);
    }

    [Theory]
    [InlineData("/live", "https://evil.example")]
    [InlineData("/agent/v1/socket", "https://evil.example")]
    [InlineData("/agent/v1/socket", "http://localhost")]
    [InlineData("/live", "null")]
    public async Task A_socket_that_another_page_opens_is_refused(string path, string origin)
    {
        var client = server.Http.CreateWebSocketClient();
        client.ConfigureRequest = request => request.Headers.Origin = origin;

        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => client.ConnectAsync(new Uri(server.Http.BaseAddress, path), CancellationToken.None));

        Assert.Contains("403", refusal.Message);
    }

    private Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return server.Http.CreateClient().SendAsync(request);
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        Assert.Single(answer.Headers.TryGetValues(name, out var values) ? values : answer.Content.Headers.GetValues(name));

    public sealed class WithPages : OnSqlite
    {
        protected override void Configure(IServiceCollection services)
        {
            var root = Path.Combine(DataFolder, "wwwroot");
            Directory.CreateDirectory(Path.Combine(root, "assets"));
            File.WriteAllText(Path.Combine(root, "index.html"), "<!doctype html><title>Fettle</title> nonce=__CSP_NONCE__");
            File.WriteAllText(Path.Combine(root, "assets/app-1a2b.js"), Script);
            File.WriteAllText(Path.Combine(DataFolder, "secret.txt"), "secret");
            services.AddSingleton(new WebApp(root));
        }
    }
}
