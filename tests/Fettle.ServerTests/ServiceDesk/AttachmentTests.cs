using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Fettle.Server.People;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk;

public abstract class AttachmentTests(FettleServer server)
{
    [Fact]
    public async Task A_file_comes_back_as_it_was_sent_to_be_saved_and_not_shown()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync();

        var file = (await SendAsync(desk.Requester, $"/portal/tickets/{number}/attachments", "..\\..\\evil/<b>page</b>.html", "<script>alert(1)</script>"))[0];

        Assert.Equal("b>.html", file.Text("name"));
        using var answer = await desk.Technician.Client.GetAsync(new Uri($"/api/attachments/{file.Number("id")}", UriKind.Relative));
        Assert.Equal("<script>alert(1)</script>", await answer.Content.ReadAsStringAsync());
        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Contains("attachmentAdded", await desk.TimelineAsync(number));
    }

    [Fact]
    public async Task A_file_of_the_desk_is_for_the_desk_and_one_for_the_requester_for_them_alone()
    {
        var desk = await Desk.OpenAsync(server);
        var (number, colleague) = (await desk.ReportAsync(), await server.SignInAsync(Role.Requester, desk.Organisation));
        var stranger = await server.SignInAsync(Role.Technician, await server.OrganisationAsync());
        var shown = (await SendAsync(desk.Technician, $"/tickets/{number}/attachments?public=true", "a.png", "x"))[0].Number("id");
        var hidden = (await SendAsync(desk.Technician, $"/tickets/{number}/attachments?public=false", "b.txt", "y"))[0].Number("id");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.NotFound], [await StatusAsync(desk.Requester, shown), await StatusAsync(desk.Requester, hidden)]);
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound], [await StatusAsync(colleague, shown), await StatusAsync(colleague, hidden)]);
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound], [await StatusAsync(stranger, shown), await StatusAsync(stranger, hidden)]);
        Assert.DoesNotContain("b.txt", (await desk.Requester.GetAsync($"/portal/tickets/{number}")).ToString(), StringComparison.Ordinal);
        await SendAsync(colleague, $"/portal/tickets/{number}/attachments", "c.txt", "z", HttpStatusCode.NotFound);
        await SendAsync(stranger, $"/tickets/{number}/attachments", "c.txt", "z", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_request_without_a_file_is_refused()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync();

        await desk.Technician.PostAsync($"/tickets/{number}/attachments", new { name = "x" }, HttpStatusCode.UnsupportedMediaType);
        using var form = new MultipartFormDataContent { { new StringContent("x"), "comment" } };
        using var answer = await desk.Technician.Client.PostAsync(new Uri($"/api/tickets/{number}/attachments", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static async Task<HttpStatusCode> StatusAsync(TestPerson person, long id)
    {
        using var answer = await person.Client.GetAsync(new Uri($"/api/attachments/{id}", UriKind.Relative));
        return answer.StatusCode;
    }

    private static async Task<IReadOnlyList<JsonElement>> SendAsync(TestPerson person, string path, string name, string content, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/html");
        using var form = new MultipartFormDataContent { { file, "file", name } };
        using var answer = await person.Client.PostAsync(new Uri($"/api{path}", UriKind.Relative), form);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"expected {expected}, got {answer.StatusCode}: {text}");
        return expected == HttpStatusCode.OK ? [.. JsonElement.Parse(text).EnumerateArray()] : [];
    }

    public sealed class Sqlite(OnSqlite server) : AttachmentTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : AttachmentTests(server), IClassFixture<OnPostgres>;
}
