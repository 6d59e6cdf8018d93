using System.IO.Compression;
using System.Net;
using System.Text;
using System.Xml.Linq;
using Fettle.Server.People;
using Fettle.Server.ServiceDesk.Exports;
using Fettle.Server.ServiceDesk.Exports.Schedules;
using Fettle.ServerTests.ServiceDesk.Mail;
using Fettle.ServerTests.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fettle.ServerTests.ServiceDesk;

public abstract class ExportTests(FettleServer server)
{
    [Theory]
    [InlineData("=HYPERLINK(\"http://evil\")", "\"'=HYPERLINK(\"\"http://evil\"\")\"")]
    [InlineData("+1", "'+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("  -2+3", "'  -2+3")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("a, b", "\"a, b\"")]
    [InlineData("plain", "plain")]
    public void What_somebody_wrote_is_never_a_formula_in_a_csv(string text, string cell) => Assert.Equal(cell, CsvSheet.Cell(text));

    [Fact]
    public void Numbers_stay_numbers_in_a_csv_also_below_zero() => Assert.Equal(("-5", "1.5"), (CsvSheet.Cell(-5), CsvSheet.Cell(1.5)));

    [Fact]
    public async Task A_list_of_tickets_leaves_with_its_filters_in_each_format()
    {
        var desk = await Desk.OpenAsync(server);
        var (wanted, other) = (await desk.ReportAsync("=cmd|' /C calc'!A0 does not start"), await desk.ReportAsync("Büro & <Drucker> (2)"));
        await desk.SetStatusAsync(other, "resolved");

        var csv = Encoding.UTF8.GetString(await FileAsync(desk.Technician, "/tickets/export?status=active", "text/csv"));
        Assert.Equal(2, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains($"{wanted},'=cmd", csv, StringComparison.Ordinal);

        using var zip = new ZipArchive(new MemoryStream(await FileAsync(desk.Technician, "/tickets/export?format=xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")));
        foreach (var part in zip.Entries)
        {
            await using var content = await part.OpenAsync();
            Assert.NotNull((await XDocument.LoadAsync(content, LoadOptions.None, CancellationToken.None)).Root);
        }
        await using var sheet = await zip.GetEntry("xl/worksheets/sheet1.xml")!.OpenAsync();
        var texts = (await XDocument.LoadAsync(sheet, LoadOptions.None, CancellationToken.None)).Descendants().Where(e => e.Name.LocalName is "t" or "v").Select(e => e.Value).ToList();
        Assert.Contains("Büro & <Drucker> (2)", texts);
        Assert.Contains($"{wanted}", texts);

        var pdf = Encoding.Latin1.GetString(await FileAsync(desk.Technician, "/tickets/export?format=pdf", "application/pdf"));
        Assert.StartsWith("%PDF-1.4", pdf, StringComparison.Ordinal);
        Assert.Contains(@"(Büro & <Drucker> \(2\))", pdf, StringComparison.Ordinal);
        var start = int.Parse(pdf.Split("startxref\n")[1].Split('\n')[0]);
        Assert.Equal("xref", pdf.Substring(start, 4));
    }

    [Fact]
    public async Task A_long_list_on_paper_has_several_pages_and_every_entry_of_its_table_is_where_it_says()
    {
        static async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
        {
            for (var i = 0; i < 200; i++)
                yield return [i, $"Row {i} " + new string('w', 300), null];
            await Task.CompletedTask;
        }

        await using var file = await WriteSheet.RunAsync(new("T", [new("A", 1), new("B", 4), new("C")], Rows()), ExportFormat.Pdf, server.Clock.GetUtcNow(), CancellationToken.None);
        using var read = new StreamReader(file, Encoding.Latin1);
        var pdf = await read.ReadToEndAsync();

        Assert.True(pdf.Split("/Type /Page ").Length - 1 > 4);
        var table = pdf[pdf.LastIndexOf("xref\n0", StringComparison.Ordinal)..].Split('\n').Where(l => l.EndsWith(" n ", StringComparison.Ordinal)).Select(l => int.Parse(l[..10])).ToList();
        Assert.All(table.Select((at, i) => (at, i)), entry => Assert.StartsWith($"{entry.i + 1} 0 obj", pdf[entry.at..], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_takes_away_what_they_may_not_see_and_what_is_no_format_or_filter_is_refused()
    {
        var (desk, other) = (await Desk.OpenAsync(server), await Desk.OpenAsync(server));
        await other.ReportAsync("Secret of another house");

        Assert.DoesNotContain("Secret", Encoding.UTF8.GetString(await FileAsync(desk.Technician, "/tickets/export", "text/csv")), StringComparison.Ordinal);
        await desk.Requester.GetAsync("/tickets/export", HttpStatusCode.Forbidden);
        await desk.Technician.GetAsync($"/tickets/export?organisationId={other.Organisation}", HttpStatusCode.NotFound);
        await desk.Technician.GetAsync("/tickets/export?format=exe", HttpStatusCode.BadRequest);
        await desk.Technician.GetAsync("/tickets/export?status=blue", HttpStatusCode.BadRequest);
        await desk.Technician.GetAsync("/reports/desk/export?by=moon", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_report_goes_out_at_its_time_once_with_the_file_and_says_why_where_it_cannot()
    {
        await using var mail = await MailDesk.OpenAsync(server);
        var desk = mail.Desk;
        var lead = await server.SignInAsync(Role.Lead, desk.Organisation, "Lea");
        await desk.ReportAsync("It does not print");
        object Wanted(string kind, string? query, params long[] recipients) =>
            new { organisationId = desk.Organisation, name = "Open tickets", kind, query, format = "csv", recipients, every = "day", atMinute = 420, timeZone = "Europe/Berlin" };
        await lead.PostAsync("/report-schedules", Wanted("tickets", "assigneeId=me", lead.Id), HttpStatusCode.BadRequest);
        await lead.PostAsync("/report-schedules", Wanted("desk", "moon", lead.Id), HttpStatusCode.BadRequest);
        await lead.PostAsync("/report-schedules", Wanted("tickets", "status=active", desk.Requester.Id), HttpStatusCode.BadRequest);
        await desk.Technician.PostAsync("/report-schedules", Wanted("tickets", "status=active", lead.Id), HttpStatusCode.Forbidden);
        var made = await lead.PostAsync("/report-schedules", Wanted("tickets", "status=active", lead.Id));
        Assert.InRange(made.GetProperty("dueAt").GetDateTimeOffset() - server.Clock.GetUtcNow(), TimeSpan.Zero, TimeSpan.FromHours(25));

        server.Clock.Advance(TimeSpan.FromHours(25));
        await SendAllAsync();
        await SendAllAsync();

        var sent = Assert.Single(mail.Sink.Mails, m => m.Header("Subject") == "Open tickets");
        Assert.Contains("report-", sent.Raw, StringComparison.Ordinal);
        var after = Assert.Single((await lead.GetAsync("/report-schedules")).EnumerateArray(), s => s.Number("id") == made.Number("id"));
        Assert.Null(after.Text("failure"));
        Assert.True(after.GetProperty("dueAt").GetDateTimeOffset() > server.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_report_that_cannot_go_out_says_why_and_is_tried_again()
    {
        var desk = await Desk.OpenAsync(server);
        var lead = await server.SignInAsync(Role.Lead, desk.Organisation, "Lea");
        var made = await lead.PostAsync(
            "/report-schedules",
            new { organisationId = desk.Organisation, name = "Figures", kind = "desk", query = "team", format = "pdf", recipients = new[] { lead.Id }, every = "day", atMinute = 0, timeZone = "UTC" });
        server.Clock.Advance(TimeSpan.FromHours(25));

        await SendAllAsync();

        var after = Assert.Single((await lead.GetAsync("/report-schedules")).EnumerateArray(), s => s.Number("id") == made.Number("id"));
        Assert.Contains("no address to send from", after.Text("failure"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await lead.Client.DeleteAsync(new Uri($"/api/report-schedules/{made.Number("id")}", UriKind.Relative))).StatusCode);
    }

    private async Task SendAllAsync()
    {
        using var send = new SendReports(server.Services.GetRequiredService<IServiceScopeFactory>(), server.Clock, NullLogger<SendReports>.Instance);
        for (var i = 0; i < 50 && await send.NextAsync(CancellationToken.None); i++)
        {
            // Others' reports are due, too.
        }
    }

    private static async Task<byte[]> FileAsync(TestPerson who, string path, string type)
    {
        using var answer = await who.Client.GetAsync(new Uri($"/api{path}", UriKind.Relative));
        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    public sealed class Sqlite(OnSqlite server) : ExportTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : ExportTests(server), IClassFixture<OnPostgres>;
}
