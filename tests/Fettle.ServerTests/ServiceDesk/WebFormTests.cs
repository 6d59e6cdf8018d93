using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Fettle.Server.People;
using Fettle.Server.ServiceDesk.WebForms;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk;

public abstract partial class WebFormTests(FettleServer server)
{
    [Fact]
    public async Task What_a_stranger_writes_becomes_a_ticket_that_says_that_nothing_is_proven()
    {
        var (desk, lead, form) = await OpenAsync();

        var (status, page) = await SubmitAsync(form, Fields("anna@elsewhere.example", "Hello"));

        Assert.Equal(HttpStatusCode.OK, status);
        var ticket = (await lead.GetAsync("/tickets")).Items().Single();
        Assert.Contains(ticket.Number().ToString(null, null), page, StringComparison.Ordinal);
        var opened = (await lead.GetAsync($"/tickets/{ticket.Number()}/timeline")).Items()[0].GetProperty("data");
        Assert.Equal(("form", "Anna <anna@elsewhere.example>"), (opened.Text("doubt"), opened.Text("sender")));
        _ = desk;
    }

    [Fact]
    public async Task A_form_speaks_for_nobody_of_the_desk()
    {
        var (desk, lead, form) = await OpenAsync();
        var technician = await lead.GetAsync($"/people/{desk.Technician.Id}");

        await SubmitAsync(form, Fields(technician.Text("email")!, "I am Tom"));

        Assert.Equal(JsonValueKind.Null, (await lead.GetAsync("/tickets")).Items().Single().GetProperty("requester").ValueKind);
    }

    [Fact]
    public async Task Programs_are_found_out_and_nothing_is_kept()
    {
        var (_, lead, form) = await OpenAsync();
        var hidden = Fields("bot@spam.example", "Buy");
        hidden["website"] = "https://spam.example";

        var (thanked, _) = await SubmitAsync(form, hidden);
        var (quick, said) = await SubmitAsync(form, Fields("bot@spam.example", "Buy it"), wait: TimeSpan.FromSeconds(1));
        var (made, _) = await SubmitAsync(form, Fields("bot@spam.example", "Buy"), stamp: "made up");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (thanked, quick, made));
        Assert.Contains("value=\"Buy it\"", said, StringComparison.Ordinal);
        Assert.Empty((await lead.GetAsync("/tickets")).Items());
    }

    [Fact]
    public async Task One_sender_is_taken_five_times_an_hour()
    {
        var (_, _, form) = await OpenAsync();
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.OK, (await SubmitAsync(form, Fields("anna@elsewhere.example", $"{i}"))).Status);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await SubmitAsync(form, Fields("ANNA@elsewhere.example", "6"))).Status);
        server.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.OK, (await SubmitAsync(form, Fields("anna@elsewhere.example", "7"))).Status);
    }

    [Fact]
    public async Task Only_the_sites_that_are_named_may_show_it_and_what_was_written_is_never_html()
    {
        var (_, lead, form) = await OpenAsync(["https://www.example.org", "http://intranet:8080"]);
        var (_, other, closed) = await OpenAsync();

        using var shown = await server.Stranger().GetAsync(Address(form));
        using var alone = await server.Stranger().GetAsync(Address(closed));
        var (_, again) = await SubmitAsync(form, Fields("no address", "<script>alert(1)</script>"));

        Assert.Contains("frame-ancestors https://www.example.org http://intranet:8080", shown.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False(shown.Headers.Contains("X-Frame-Options"));
        Assert.Contains("frame-ancestors 'none'", alone.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", again, StringComparison.Ordinal);
        await lead.PostAsync("/web-forms", new { organisationId = lead.OrganisationId, form = new { name = "x", origins = new[] { "https://a.example/path" } } }, HttpStatusCode.BadRequest);
        await other.PutAsync($"/web-forms/{form.Number("id")}", new { name = "theirs" }, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_program_of_the_house_hands_in_once_and_a_form_that_is_off_takes_nothing()
    {
        var (desk, lead, form) = await OpenAsync();
        var (path, key) = ($"/web-forms/{form.Number("id")}/reports", Guid.NewGuid().ToString());
        var report = new { email = "anna@elsewhere.example", subject = "Hello", body = "x" };

        var (first, again) = (await lead.PostAsync(path, report, idempotencyKey: key), await lead.PostAsync(path, report, idempotencyKey: key));
        Assert.Equal(first.Number(), again.Number());
        await desk.Technician.PostAsync(path, report, HttpStatusCode.Forbidden);

        await lead.PutAsync($"/web-forms/{form.Number("id")}", new { name = "Contact", enabled = false });
        await lead.PostAsync(path, report, HttpStatusCode.Conflict);
        using var off = await server.Stranger().GetAsync(Address(form));
        Assert.Equal(HttpStatusCode.NotFound, off.StatusCode);
    }

    [Fact]
    public async Task What_is_larger_than_a_form_is_refused()
    {
        var (_, lead, form) = await OpenAsync();
        var large = Fields("anna@elsewhere.example", "Large");
        large["body"] = new('x', TakeReport.LongestBody + 1);

        Assert.Equal(HttpStatusCode.BadRequest, (await SubmitAsync(form, large)).Status);
        Assert.Empty((await lead.GetAsync("/tickets")).Items());
    }

    private async Task<(Desk Desk, TestPerson Lead, JsonElement Form)> OpenAsync(string[]? origins = null)
    {
        var desk = await Desk.OpenAsync(server);
        var lead = await server.SignInAsync(Role.Lead, desk.Organisation);
        return (desk, lead, await lead.PostAsync("/web-forms", new { organisationId = desk.Organisation, form = new { name = "Contact", origins = origins ?? [] } }));
    }

    private static Dictionary<string, string> Fields(string email, string subject) =>
        new(StringComparer.Ordinal) { ["name"] = "Anna", ["email"] = email, ["subject"] = subject, ["body"] = "The form says hello.", ["website"] = "" };

    private async Task<(HttpStatusCode Status, string Page)> SubmitAsync(JsonElement form, Dictionary<string, string> fields, TimeSpan? wait = null, string? stamp = null)
    {
        var stranger = server.Stranger();
        var page = await stranger.GetStringAsync(Address(form));
        server.Clock.Advance(wait ?? FormStamp.Soonest + TimeSpan.FromSeconds(1));
        fields["stamp"] = stamp ?? Stamp().Match(page).Groups["stamp"].Value;
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await stranger.PostAsync(Address(form), content);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static Uri Address(JsonElement form) => new(new Uri(form.Text("address")!).AbsolutePath, UriKind.Relative);

    [GeneratedRegex("name=\"stamp\" value=\"(?<stamp>[^\"]+)\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Stamp();

    public sealed class Sqlite(OnSqlite server) : WebFormTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : WebFormTests(server), IClassFixture<OnPostgres>;
}
